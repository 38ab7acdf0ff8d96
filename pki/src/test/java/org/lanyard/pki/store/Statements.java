package org.lanyard.pki.store;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The texts of the statements that every store of this JVM runs while this is open, in their order. */
public final class Statements implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("lanyard.sql");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public Statements() {
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        appender.start();
        logger.addAppender(appender);
    }

    /** Sorted, so that what runs beside a unit is told in one order. */
    public List<String> sorted() {
        return List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getMessage)
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
