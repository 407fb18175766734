package dev.patchbay;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A component's settings as they are where nobody has set any, but some. */
public final class Settings {
    private Settings() {}

    public static <T extends Annotation> T of(Class<T> type) {
        return of(type, Map.of());
    }

    /** @param set values by the names of the methods that answer them */
    public static <T extends Annotation> T of(Class<T> type, Map<String, Object> set) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, setting, none) -> set.getOrDefault(setting.getName(), setting.getDefaultValue())));
    }
}
