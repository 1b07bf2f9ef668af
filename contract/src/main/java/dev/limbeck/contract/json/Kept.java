package dev.limbeck.contract.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a document that is kept, on a topic or in the store, and so is read by releases that did not write it.
 * {@link ContractJson} writes the version of its form as the first key, brings earlier forms to the present when it
 * reads them, and refuses later ones. What is inside of a document is of the version of the whole.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kept {
    /** What a sentence calls it, with its article. */
    String value();

    /** Of the form that is written. A document that says none is of version 1. */
    int version() default 1;

    /** The key that has the version, and that the document has for nothing else. */
    String key() default "version";

    /** By the earlier version, the first first: what brings it to the next. */
    Class<? extends EarlierForm>[] earlier() default {};
}
