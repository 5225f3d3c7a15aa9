package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mingpian.Answers;
import io.github.mingpian.Attempt;
import io.github.mingpian.Dmtz;
import io.github.mingpian.DmtzGetUserInfo;
import io.github.mingpian.DmtzUser;
import io.github.mingpian.ErrorCode;
import io.github.mingpian.FakeAnswers;
import io.github.mingpian.HttpTransport;
import io.github.mingpian.LookupException;
import io.github.mingpian.LookupOptions;
import io.github.mingpian.Mysoft;
import io.github.mingpian.MysoftCredentials;
import io.github.mingpian.MysoftGetUserInfo;
import io.github.mingpian.Provider;
import io.github.mingpian.Quanshi;
import io.github.mingpian.QuanshiAccount;
import io.github.mingpian.QuanshiCredentials;
import io.github.mingpian.QuanshiGetUsersByEmailsMobiles;
import io.github.mingpian.QuanshiIdHeader;
import io.github.mingpian.QuanshiTokenPlace;
import io.github.mingpian.TransportException;
import io.github.mingpian.TransportKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.JobKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The package as Java sees it. */
@Timeout(60)
class JavaTest {
    private static final String ACCOUNTS = "{\"status\":0,\"result\":{\"ann@example.com\":{\"userId\":7,\"displayName\":\"Ann\"}}}";
    private static final String USER = "{\"code\":200,\"data\":{\"id\":\"7\"}}";

    private final AtomicInteger sent = new AtomicInteger();

    private HttpTransport answering(String body) {
        return (request, continuation) -> {
            sent.incrementAndGet();
            return FakeAnswers.json(body);
        };
    }

    private static LookupException failure(CompletableFuture<?> future) {
        return assertInstanceOf(LookupException.class, assertThrows(ExecutionException.class, future::get).getCause());
    }

    private static QuanshiGetUsersByEmailsMobiles emails(String... emails) {
        return new QuanshiGetUsersByEmailsMobiles(Arrays.asList(emails));
    }

    @Test
    void futuresAnswer() throws Exception {
        Quanshi quanshi = new Quanshi(QuanshiCredentials.token("planted"), answering(ACCOUNTS));
        Answers<QuanshiAccount> answers = quanshi.getUsersByEmailsMobilesAsync(emails("ann@example.com", "bob@example.com")).get();
        QuanshiAccount ann = answers.getFound().get("ann@example.com");
        assertEquals("Ann", ann.getProfile().getDisplayName());
        assertEquals(Provider.QUANSHI, ann.getProfile().getProvider());
        assertEquals(Collections.singletonList("bob@example.com"), answers.getNotFound());
        DmtzUser user = new Dmtz(answering(USER)).getUserInfoAsync(new DmtzGetUserInfo("code")).get();
        assertEquals("7", user.getId());
        String employee = "{\"success\":1,\"data\":{\"code\":1,\"user_info\":{\"id\":\"7\"}}}";
        Mysoft mysoft = new Mysoft(MysoftCredentials.accessToken("planted"), answering(employee), "https://example.com");
        assertEquals("7", mysoft.getUserInfoAsync(new MysoftGetUserInfo("tenant")).get().getId());
    }

    @Test
    void pagesAreHandedToACallback() throws Exception {
        List<String> names = IntStream.range(0, 450).mapToObj(i -> "person" + i).collect(Collectors.toList());
        Quanshi quanshi = new Quanshi(QuanshiCredentials.checkSum("id", "key"), answering("{\"status\":0,\"result\":{}}"));
        List<String> notFound = Collections.synchronizedList(new ArrayList<>());
        quanshi.pagesAsync(emails(names.toArray(new String[0])), page -> notFound.addAll(page.getNotFound())).get();
        Collections.sort(names);
        Collections.sort(notFound);
        assertEquals(names, notFound);
        assertEquals(3, sent.get());
    }

    @Test
    void credentialsAreStatic() {
        assertEquals("QuanshiCredentials([redacted])", QuanshiCredentials.token("a", QuanshiTokenPlace.BODY).toString());
        assertEquals("QuanshiCredentials([redacted])", QuanshiCredentials.checkSum("a", "b", QuanshiIdHeader.APP_KEY).toString());
    }

    @Test
    void theAppsOwnServerSigns() throws Exception {
        Map<String, String> refused = null;
        QuanshiCredentials refusing = QuanshiCredentials.authorizeAsync(params -> {
            assertEquals(32, params.getNonce().length());
            return CompletableFuture.completedFuture(refused);
        });
        Quanshi quanshi = new Quanshi(refusing, answering(ACCOUNTS));
        assertEquals(ErrorCode.UNAUTHENTICATED, failure(quanshi.getUsersByEmailsMobilesAsync(emails("a"))).getCode());
        CompletableFuture<Map<String, String>> broken = new CompletableFuture<>();
        broken.completeExceptionally(new IOException("planted"));
        Quanshi unreachable = new Quanshi(QuanshiCredentials.authorizeAsync(params -> broken), answering(ACCOUNTS));
        LookupOptions once = LookupOptions.builder().maxAttempts(1).build();
        LookupException error = failure(unreachable.getUsersByEmailsMobilesAsync(emails("a"), once));
        assertEquals("planted", error.getCause().getMessage());
        assertEquals(0, sent.get());
    }

    @Test
    void aRefusedTokenIsRenewed() throws Exception {
        List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
        HttpTransport transport = (request, continuation) ->
            FakeAnswers.json(ACCOUNTS, request.getHeaders().get(2).getValue().equals("new") ? 200 : 401);
        QuanshiCredentials renewing =
            QuanshiCredentials.token("old").renewingAsync(() -> CompletableFuture.completedFuture("new"));
        LookupOptions options = LookupOptions.builder().onAttempt(attempts::add).build();
        new Quanshi(renewing, transport).getUsersByEmailsMobilesAsync(emails("a"), options).get();
        assertEquals(2, attempts.size());
        assertEquals(401, attempts.get(0).getStatus());
        assertTrue(attempts.get(1).isAccepted() && attempts.get(1).getDurationMs() >= 0);
    }

    @Test
    void optionsHaveABuilder() throws Exception {
        AtomicInteger shown = new AtomicInteger();
        List<Long> progress = Collections.synchronizedList(new ArrayList<>());
        LookupOptions options = LookupOptions.builder()
            .timeoutMs(60_000).attemptTimeoutMs(5_000).maxAttempts(2).baseDelayMs(0).maxDelayMs(0).maxBodyBytes(1_000)
            .maxInFlight(1).clockOffsetMs(-5).includeSecrets(true)
            .onRequest(request -> shown.incrementAndGet()).onProgress((done, total) -> progress.add(done))
            .build();
        HttpTransport failing = (request, continuation) -> {
            throw new TransportException(TransportKind.REFUSED);
        };
        Quanshi quanshi = new Quanshi(QuanshiCredentials.token("t"), failing, null, options);
        LookupException error = failure(quanshi.getUsersByEmailsMobilesAsync(emails("a")));
        assertEquals(TransportKind.REFUSED, error.getKind());
        assertEquals(2, shown.get());
        new Quanshi(QuanshiCredentials.token("t"), answering(ACCOUNTS), null, options).getUsersByEmailsMobilesAsync(emails("a")).get();
        assertTrue(progress.contains(1L));
    }

    @Test
    void errorsAreDeclared() throws Exception {
        Class<?>[] parameters = {DmtzGetUserInfo.class, Continuation.class};
        Class<?>[] declared = Dmtz.class.getMethod("getUserInfo", parameters).getExceptionTypes();
        assertEquals(Collections.singletonList(LookupException.class), Arrays.asList(declared));
        Quanshi quanshi = new Quanshi(QuanshiCredentials.token("t"), answering(ACCOUNTS));
        LookupException error = failure(quanshi.getUsersByEmailsMobilesAsync(emails("a", "")));
        assertEquals("emails[1]", assertInstanceOf(LookupException.InvalidInput.class, error).getField());
        assertEquals(0, sent.get());
    }

    @Test
    void aNullIsNamed() {
        Quanshi quanshi = new Quanshi(QuanshiCredentials.token("t"), answering(ACCOUNTS));
        Map<String, CompletableFuture<?>> futures = Map.of(
            "request", quanshi.getUsersByEmailsMobilesAsync(null),
            "emails[1]", quanshi.getUsersByEmailsMobilesAsync(emails("a", null)),
            "emails", quanshi.pagesAsync(new QuanshiGetUsersByEmailsMobiles(null), page -> {}),
            "options", quanshi.getUsersByEmailsMobilesAsync(emails("a"), null),
            "onPage", quanshi.pagesAsync(emails("a"), null),
            "credentials", new Quanshi(null, answering(ACCOUNTS)).getUsersByEmailsMobilesAsync(emails("a")),
            "token", new Quanshi(QuanshiCredentials.token(null), answering(ACCOUNTS)).getUsersByEmailsMobilesAsync(emails("a")),
            "authorize", new Quanshi(QuanshiCredentials.authorizeAsync(null), answering(ACCOUNTS)).getUsersByEmailsMobilesAsync(emails("a")),
            "transport", new Dmtz(null).getUserInfoAsync(new DmtzGetUserInfo("code")),
            "code", new Dmtz(answering(USER)).getUserInfoAsync(new DmtzGetUserInfo(null)));
        futures.forEach((name, future) -> {
            LookupException error = failure(future);
            assertEquals(ErrorCode.INVALID_INPUT, error.getCode());
            assertEquals(name, error.getField());
        });
        assertEquals(0, sent.get());
    }

    @Test
    void cancellingAFutureCancelsTheLookup() throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        HttpTransport hanging = (request, continuation) -> {
            JobKt.getJob(continuation.getContext()).invokeOnCompletion(cause -> {
                ended.complete(null);
                return Unit.INSTANCE;
            });
            started.complete(null);
            return DelayKt.awaitCancellation(continuation);
        };
        CompletableFuture<DmtzUser> future = new Dmtz(hanging).getUserInfoAsync(new DmtzGetUserInfo("code"));
        started.get(10, TimeUnit.SECONDS);
        future.cancel(true);
        ended.get(10, TimeUnit.SECONDS);
    }
}
