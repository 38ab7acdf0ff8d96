package org.lanyard.dist.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One demo and one browser for a class; a browser profile of its own for each of its tests. */
abstract class AtThePortal {
    @TempDir
    static Path data;

    static Chromium chromium;
    static Demo demo;
    static Office office;

    BrowserContext profile;
    Page page;
    Portal portal;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        demo = Demo.start(data);
        office = demo.office();
    }

    @AfterAll
    static void stop() {
        End.all(office, demo, chromium);
    }

    @BeforeEach
    void open() {
        profile = chromium.profile();
        page = profile.newPage();
        portal = new Portal(page, demo);
    }

    @AfterEach
    void close() {
        profile.close();
    }
}
