package dev.limbeck.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

/**
 * A child JVM for the tests: serves {@code /q/health/ready}, and misbehaves as told. Without arguments it takes its port
 * from where a Quarkus application does.
 */
public final class SampleService {
    private SampleService() {}

    public static void main(String[] arguments) throws Exception {
        int port =
                Integer.parseInt(arguments.length > 0 ? arguments[0] : System.getProperty("quarkus.management.port"));
        var traits = Stream.of(arguments).skip(1).toList();
        System.out.println("starting with traits " + traits);
        System.err.println("käse on stderr");
        if (traits.contains("dies")) {
            System.out.println("cannot go on");
            System.exit(7);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("last words")));
        if (traits.contains("ignores-sigterm")) {
            Runtime.getRuntime().addShutdownHook(new Thread(SampleService::sleepForever));
        }
        if (!traits.contains("never-ready")) {
            serve(port);
        }
        if (traits.contains("ends-when-ready")) {
            Thread.sleep(500); // it is asked every 100 ms whether it is ready
            System.exit(0);
        }
        if (traits.contains("heeds-stdin")) {
            while (System.in.read() >= 0) {}
            Runtime.getRuntime().halt(3);
        }
        sleepForever();
    }

    private static void serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static void sleepForever() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
