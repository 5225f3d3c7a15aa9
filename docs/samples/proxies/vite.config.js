import { defineConfig } from "vite";

export default defineConfig({
  server: {
    proxy: {
      "/quanshi/confopenapi/account/getUsersByEmailsMobiles": {
        target: "http://127.0.0.1:8787/quanshi",
        changeOrigin: true,
        rewrite: (path) => path.slice("/quanshi".length),
      },
    },
  },
});
