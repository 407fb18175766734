package dev.patchbay.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An open event stream, read as it comes. */
final class Stream implements AutoCloseable {
    /** One event; a comment has the name ":". */
    record Event(String name, String data) {
        JsonNode json() {
            return Wire.JSON.readTree(data);
        }
    }

    private static final Event END = new Event("end", "");

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Thread reader;
    private final @Nullable String told;

    /** @param told the body of the request, if the transcript is to have what comes, or {@code null} */
    Stream(HttpRequest request, @Nullable String told) {
        this.told = told;
        try {
            response = Wire.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        reader = new Thread(this::read, "stream-reader");
        reader.setDaemon(true);
        reader.start();
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** The next event that is not a comment; fails if none comes in time, or the stream ends. */
    Event next(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Event event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("no event within " + patience);
                }
                if (event == END) {
                    events.add(END);
                    throw new AssertionError("the stream has ended");
                }
                if (!event.name().equals(":")) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next event or comment, whichever comes first. */
    Event nextOrComment(Duration patience) throws InterruptedException {
        Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            throw new AssertionError("nothing within " + patience);
        }
        return event;
    }

    /** All events but comments that come within a time. */
    List<Event> during(Duration time) throws InterruptedException {
        List<Event> seen = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        Event event;
        while ((event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) != null) {
            if (event == END) {
                events.add(END);
                break;
            }
            if (!event.name().equals(":")) {
                seen.add(event);
            }
        }
        return seen;
    }

    /** Whether the server ends the stream within a time; events before the end are passed over. */
    boolean endsWithin(Duration time) throws InterruptedException {
        reader.join(time.toMillis());
        return !reader.isAlive();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "message";
            StringBuilder data = new StringBuilder();
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith(":")) {
                    events.add(new Event(":", line));
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(name, data.toString()));
                    if (told != null) {
                        Transcript.add(told, data.toString());
                    }
                    name = "message";
                    data.setLength(0);
                }
            }
        } catch (IOException e) {
            // closed by this side, or by a server that died
        }
        events.add(END);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            // it was closed
        }
    }
}
