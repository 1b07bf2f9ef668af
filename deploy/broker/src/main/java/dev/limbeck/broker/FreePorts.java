package dev.limbeck.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Chooses ports to listen on: the preferred one if nobody has it, any other one if not, and never one it has already
 * given out. A port is only free at the moment of choosing; whoever then fails to listen on it should ask again.
 */
public final class FreePorts {
    private static final int ATTEMPTS = 100;

    private final Set<Integer> given = new HashSet<>();

    /** Any port the operating system has free. */
    public synchronized FreePort any() {
        return ephemeral(0);
    }

    /** {@code preferred} if it is free, else any other; 0 prefers none. */
    public synchronized FreePort preferring(int preferred) {
        FreePort.requirePort("preferred", preferred, 0);
        if (preferred != 0 && !given.contains(preferred) && isFree(preferred)) {
            given.add(preferred);
            return new FreePort(preferred, preferred);
        }
        return ephemeral(preferred);
    }

    private FreePort ephemeral(int preferred) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = anyPort();
            if (given.add(port)) {
                return new FreePort(port, preferred);
            }
        }
        throw new IllegalStateException("no free port in " + ATTEMPTS + " attempts");
    }

    private static int anyPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** Free on every interface: some systems let a loopback listener hide behind one on all interfaces. */
    private static boolean isFree(int port) {
        return canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canListen(new InetSocketAddress(port));
    }

    private static boolean canListen(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
