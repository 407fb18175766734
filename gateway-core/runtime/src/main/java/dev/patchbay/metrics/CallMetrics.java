package dev.patchbay.metrics;

import dev.patchbay.api.Effect;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts calls by integration, effect and outcome, and how long they take. No label holds anything of a caller. */
@Component(service = CallMetrics.class)
public final class CallMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter calls = Counter.builder()
            .name("patchbay_tool_calls_total")
            .help("Tool calls that have ended, by what they came to")
            .labelNames("integration", "effect", "outcome")
            .register(registry);
    private final Histogram seconds = Histogram.builder()
            .name("patchbay_tool_call_seconds")
            .help("How long tool calls take, the vendor's part included")
            .labelNames("integration")
            .classicUpperBounds(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300)
            .classicOnly()
            .register(registry);
    private final Counter requests = Counter.builder()
            .name("patchbay_mcp_requests_total")
            .help("HTTP requests to MCP servers, by how the gate and the endpoint answered")
            .labelNames("status")
            .register(registry);

    // Looking a series up by its labels costs more than counting; these are the ones in use.
    private final Map<Series, CounterDataPoint> callSeries = new ConcurrentHashMap<>();
    private final Map<String, DistributionDataPoint> secondSeries = new ConcurrentHashMap<>();
    private final Map<Integer, CounterDataPoint> requestSeries = new ConcurrentHashMap<>();

    private volatile IntSupplier streams = () -> 0;

    private record Series(String integration, Effect effect, String outcome) {}

    @Activate
    public CallMetrics() {
        JvmMetrics.builder().register(registry);
        GaugeWithCallback.builder()
                .name("patchbay_open_streams")
                .help("Event streams that clients hold open")
                .callback(callback -> callback.call(streams.getAsInt()))
                .register(registry);
    }

    /** One call has ended. */
    public void called(String integration, Effect effect, String outcome, Duration took) {
        callSeries
                .computeIfAbsent(
                        new Series(integration, effect, outcome),
                        series -> calls.labelValues(integration, effect.name().toLowerCase(Locale.ROOT), outcome))
                .inc();
        secondSeries.computeIfAbsent(integration, seconds::labelValues).observe(took.toNanos() / 1e9);
    }

    /** One request was answered. */
    public void answered(int status) {
        requestSeries
                .computeIfAbsent(status, code -> requests.labelValues(String.valueOf(code)))
                .inc();
    }

    /** Tells where to read how many streams are open. */
    public void countStreams(IntSupplier open) {
        streams = open;
    }

    PrometheusRegistry registry() {
        return registry;
    }
}
