package org.lanyard.dist.vectors;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Chromium without a window, with one authenticator in software, on an empty page of an origin on localhost. */
final class RecordingBrowser implements AutoCloseable {
    /** Debian's. */
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final HttpServer server;
    private final HttpServer other;
    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final CDPSession devTools;
    private String authenticator = "";

    RecordingBrowser() throws IOException {
        server = emptyPage();
        other = emptyPage();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        page = browser.newPage();
        devTools = page.context().newCDPSession(page);
        devTools.send("WebAuthn.enable");
    }

    private static HttpServer emptyPage() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] html = "<!doctype html><title>Recording</title>".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
        return server;
    }

    String version() {
        return "Chromium " + browser.version();
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void goHome() {
        page.navigate(origin() + "/");
    }

    /** The same host, so that its credentials are to be had, on another port. */
    void goElsewhere() {
        page.navigate("http://localhost:" + other.getAddress().getPort() + "/");
    }

    /** A fresh authenticator in place of the last. */
    void plugIn(boolean synced) {
        if (!authenticator.isEmpty()) {
            JsonObject gone = new JsonObject();
            gone.addProperty("authenticatorId", authenticator);
            devTools.send("WebAuthn.removeVirtualAuthenticator", gone);
        }
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", synced ? "internal" : "usb");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        options.addProperty("defaultBackupEligibility", synced);
        options.addProperty("defaultBackupState", synced);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        authenticator = devTools.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    /** What navigator.credentials.create answers, as toJSON() has it. */
    String create(String optionsJson) {
        return (String) page.evaluate("""
                async json => JSON.stringify((await navigator.credentials.create({publicKey:
                    PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(json))})).toJSON())""", optionsJson);
    }

    /** What navigator.credentials.get answers. */
    String get(String optionsJson) {
        return (String) page.evaluate("""
                async json => JSON.stringify((await navigator.credentials.get({publicKey:
                    PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(json))})).toJSON())""", optionsJson);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        server.stop(0);
        other.stop(0);
    }
}
