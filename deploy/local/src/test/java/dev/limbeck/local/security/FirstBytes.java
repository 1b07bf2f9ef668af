package dev.limbeck.local.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** In a broker's place: notes with which byte each client begins, and hangs up. */
final class FirstBytes implements AutoCloseable {
    /** The record type of a TLS handshake; a Kafka request in plaintext begins with its length. */
    static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket socket;
    private final List<Integer> bytes = new CopyOnWriteArrayList<>();

    private FirstBytes(ServerSocket socket) {
        this.socket = socket;
    }

    static FirstBytes listen() throws IOException {
        var listening = new FirstBytes(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        var thread = new Thread(listening::accept, "first-bytes");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                client.setSoTimeout(5_000);
                bytes.add(client.getInputStream().read());
            } catch (IOException closedOrSilent) {
                // The next one, or the end.
            }
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    List<Integer> all() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
