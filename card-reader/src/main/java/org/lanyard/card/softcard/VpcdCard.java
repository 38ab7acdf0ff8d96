package org.lanyard.card.softcard;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.apdu.CardFault;
import org.lanyard.card.pcsc.CardInterface;

/**
 * Puts a software card into a virtual reader of the PC/SC service (vsmartcard's vpcd): connecting inserts it, closing
 * removes it.
 *
 * <p>Each message is two bytes of length and the content. One byte is a control: 0 power off, 1 power on, 2 reset, 4 asks
 * for the ATR, which alone is answered. Anything longer is an APDU.
 */
public final class VpcdCard implements AutoCloseable {
    /** Where Debian's vpcd listens for its first reader's card. */
    public static final int PORT = 35963;

    private static final int CONNECT_MILLIS = 2_000;
    private static final int POWER_OFF = 0;
    private static final int POWER_ON = 1;
    private static final int RESET = 2;
    private static final int ATR = 4;

    private final SoftCard card;
    private final CardInterface on;
    private final Socket socket;
    private final CountDownLatch out = new CountDownLatch(1);

    private VpcdCard(SoftCard card, CardInterface on, Socket socket) {
        this.card = card;
        this.on = on;
        this.socket = socket;
    }

    /**
     * Inserts the card into the reader that listens on this machine.
     *
     * @param on what the card is to believe; the virtual reader itself has neither contacts nor radio
     * @throws CardException {@link CardFault#VIRTUAL_READER_UNREACHABLE}
     */
    public static VpcdCard insert(SoftCard card, CardInterface on, int port) throws CardException {
        return insert(card, on, InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    /** As {@link #insert(SoftCard, CardInterface, int)}, on another host: whoever is on the way sees the PIN. */
    public static VpcdCard insert(SoftCard card, CardInterface on, String host, int port) throws CardException {
        Socket socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw new CardException(CardFault.VIRTUAL_READER_UNREACHABLE, host + ":" + port, e);
        }
        VpcdCard inserted = new VpcdCard(card, on, socket);
        Thread thread = new Thread(inserted::serve, "vpcd-card");
        thread.setDaemon(true);
        thread.start();
        return inserted;
    }

    private void serve() {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream to = socket.getOutputStream();
            while (true) {
                acknowledgeAtOnce();
                byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                byte[] answer = message.length == 1 ? control(message[0]) : card.transmit(message);
                Arrays.fill(message, (byte) 0);
                if (answer != null) {
                    to.write(framed(answer));
                }
            }
        } catch (EOFException e) {
            // The reader has let the card go.
        } catch (IOException | CardException e) {
            // Closed here, or a fault of the card pulled it out: the closed socket tells the reader.
        } finally {
            card.powerOff();
            out.countDown();
        }
    }

    private byte[] control(byte code) {
        switch (code) {
            case POWER_OFF -> card.powerOff();
            case POWER_ON, RESET -> card.powerOn(on);
            case ATR -> {
                return card.atr(on);
            }
            default -> {
                // Unknown controls have no answer either.
            }
        }
        return null;
    }

    private static byte[] framed(byte[] content) {
        byte[] message = new byte[content.length + 2];
        message[0] = (byte) (content.length >> 8);
        message[1] = (byte) content.length;
        System.arraycopy(content, 0, message, 2, content.length);
        return message;
    }

    /**
     * vpcd writes length and content apart and without TCP_NODELAY, so the second waits for the acknowledgement of the
     * first, which the kernel likes to put off by 40 ms. Linux forgets the option by itself: it is set before each read.
     */
    private void acknowledgeAtOnce() throws IOException {
        if (QUICK_ACK.isPresent()) {
            socket.setOption(QUICK_ACK.get(), true);
        }
    }

    private static final Optional<SocketOption<Boolean>> QUICK_ACK = quickAck();

    /** By reflection: the module jdk.net need not be there. */
    @SuppressWarnings("unchecked")
    private static Optional<SocketOption<Boolean>> quickAck() {
        try (Socket probe = new Socket()) {
            Field field = Class.forName("jdk.net.ExtendedSocketOptions").getField("TCP_QUICKACK");
            SocketOption<Boolean> option = (SocketOption<Boolean>) field.get(null);
            return probe.supportedOptions().contains(option) ? Optional.of(option) : Optional.empty();
        } catch (ReflectiveOperationException | IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the card is still in the reader. */
    public boolean isInserted() {
        return out.getCount() > 0;
    }

    /** Waits until the card is out, by {@link #close}, by a fault of its own, or because the reader is gone. */
    public boolean awaitRemoved(long millis) throws InterruptedException {
        return out.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Removes the card, in the middle of whatever it is doing. */
    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }
}
