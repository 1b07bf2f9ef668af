package dev.limbeck.work;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches work without being able to stop it. */
public final class Harmless {
    private static final Logger log = LoggerFactory.getLogger(Harmless.class);

    private Harmless() {}

    /**
     * The same observer, but what it throws is logged and goes no further.
     *
     * @param type an interface whose methods return nothing, but for default ones that make another observer of this one
     */
    public static <T> T observer(Class<T> type, T observer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, told) -> {
            if (method.getReturnType() != void.class) {
                return InvocationHandler.invokeDefault(proxy, method, told);
            }
            try {
                return method.invoke(observer, told);
            } catch (InvocationTargetException failed) {
                log.warn("{} could not be told: {}", method.getName(), observer, failed.getCause());
                return null;
            }
        }));
    }
}
