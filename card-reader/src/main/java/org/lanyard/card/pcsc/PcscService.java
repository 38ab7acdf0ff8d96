package org.lanyard.card.pcsc;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's one context with the PC/SC service. It is shared by all readers of this JVM, and it is dead for ever once the
 * service restarts: the JDK has no way to make a new one, so {@link #renew} makes it by reflection.
 */
final class PcscService {
    private static final Logger LOG = LoggerFactory.getLogger(PcscService.class);

    private static final PcscService SHARED = new PcscService();

    private int generation;
    private boolean hinted;

    private PcscService() {
        // The JDK's own GET RESPONSE would fetch all of a response of which we want the first part. Read once, when its
        // classes are loaded.
        setIfAbsent("sun.security.smartcardio.t0GetResponse");
        setIfAbsent("sun.security.smartcardio.t1GetResponse");
    }

    static PcscService shared() {
        return SHARED;
    }

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "false");
        }
    }

    /** A reader as found, and the context that it was found in. */
    record Found(CardTerminal terminal, int generation) {}

    /**
     * The reader that is meant.
     *
     * @throws CardException {@code SERVICE_UNAVAILABLE} or {@code NO_READER}
     */
    synchronized Found find(Optional<String> wanted) throws CardException {
        try {
            // getDefault() would stay without PC/SC for ever if the service was down when first asked.
            List<CardTerminal> all =
                    TerminalFactory.getInstance("PC/SC", null).terminals().list();
            return all.stream()
                    .filter(t -> wanted.isEmpty() || matches(t.getName(), wanted.get()))
                    .min(Comparator.comparing((CardTerminal t) -> !t.getName().equals(wanted.orElse("")))
                            .thenComparing(CardTerminal::getName))
                    .map(t -> new Found(t, generation))
                    .orElseThrow(() -> new CardException(CardFault.NO_READER, wanted.orElse("no reader at all")));
        } catch (NoSuchAlgorithmException e) {
            CardException fault = PcscFaults.of("PC/SC", e);
            throw fault.fault() == CardFault.READER_FAILED
                    ? new CardException(CardFault.SERVICE_UNAVAILABLE, "PC/SC", e)
                    : fault;
        } catch (javax.smartcardio.CardException | RuntimeException e) {
            throw PcscFaults.of("list readers", e);
        }
    }

    private static boolean matches(String name, String wanted) {
        return name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    /** The context in use now; goes up with each {@link #renew}. */
    synchronized int generation() {
        return generation;
    }

    /**
     * Makes a new context in place of a dead one. The dead one cannot be released, as the JDK has no call for it: each restart
     * of the service costs one or two sockets until this process ends, of the hundreds of thousands that the JVM allows itself.
     *
     * @param dead the generation that failed; nothing is done if another reader has renewed it since
     * @return whether there is a live context now
     */
    synchronized boolean renew(int dead) {
        if (dead != generation) {
            return true;
        }
        try {
            Class<?> terminals = Class.forName("sun.security.smartcardio.PCSCTerminals");
            Field context = accessible(terminals.getDeclaredField("contextId"));
            Method init = accessible(terminals.getDeclaredMethod("initContext"));
            Field known = accessible(terminals.getDeclaredField("terminals"));
            context.setLong(null, 0);
            init.invoke(null);
            // Terminals keep the context that they were made with.
            ((Map<?, ?>) known.get(null)).clear();
            generation++;
            return true;
        } catch (InvocationTargetException e) {
            // The service is still down.
            return false;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            if (!hinted) {
                hinted = true;
                LOG.error("Cannot recover from a restart of the PC/SC service. Start Java with"
                        + " --add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED");
            }
            return false;
        }
    }

    private static Field accessible(Field field) {
        field.setAccessible(true);
        return field;
    }

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }
}
