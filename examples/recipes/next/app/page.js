export default function Page() {
  return <p>POST /authorize signs.</p>;
}
