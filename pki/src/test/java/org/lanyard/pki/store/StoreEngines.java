package org.lanyard.pki.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a {@link StoreTest} on each engine. The system property {@value #ALONE} names the one engine on which to run those that
 * run on several: the mutation campaign, which runs tests thousands of times, then starts no database server.
 */
public final class StoreEngines implements TestTemplateInvocationContextProvider {
    static final String ALONE = "lanyard.test.engine";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), StoreTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        StoreTest test = AnnotationSupport.findAnnotation(context.getTestMethod(), StoreTest.class)
                .orElseThrow();
        String alone = System.getProperty(ALONE);
        return Arrays.stream(test.engines())
                .filter(engine -> alone == null || test.engines().length == 1 || engine == Engine.valueOf(alone))
                .map(engine -> new OnEngine(engine, test.migrations()));
    }

    private record OnEngine(Engine engine, String[] migrations) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return engine.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new FreshStore(engine, migrations));
        }
    }

    /** The store of one invocation, made when first asked for. */
    private static final class FreshStore implements ParameterResolver, AfterEachCallback {
        private final Engine engine;
        private final String[] migrations;
        private TestStore store;

        FreshStore(Engine engine, String[] migrations) {
            this.engine = engine;
            this.migrations = migrations;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Store.class || type == TestStore.class || type == Engine.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            if (type == Engine.class) {
                return engine;
            }
            if (store == null) {
                store = TestStores.fresh(engine, migrations);
            }
            return type == Store.class ? store.store() : store;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (store != null) {
                store.close();
            }
        }
    }
}
