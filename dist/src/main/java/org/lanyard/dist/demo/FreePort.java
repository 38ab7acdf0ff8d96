package org.lanyard.dist.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that nobody listens on: the issuer's name holds it, so it has to be known before the server is made. */
public final class FreePort {

    private FreePort() {}

    /** The port itself, or any free one for 0. */
    public static int or(int port) throws IOException {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
