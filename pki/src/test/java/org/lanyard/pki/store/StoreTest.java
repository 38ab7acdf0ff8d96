package org.lanyard.pki.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on each engine, with a fresh store each time. The method, its {@code @BeforeEach} and the class's
 * constructor may ask for a {@link Store}, a {@link TestStore} (to open a second node) and an {@link Engine}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(StoreEngines.class)
public @interface StoreTest {
    /** The folders of migrations that the store has. */
    String[] migrations() default {"pki"};

    Engine[] engines() default {Engine.SQLITE, Engine.POSTGRESQL};
}
