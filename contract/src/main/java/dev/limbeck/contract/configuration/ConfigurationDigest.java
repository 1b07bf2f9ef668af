package dev.limbeck.contract.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import java.util.Optional;

/**
 * By which a declaration is known: SHA-256 of what it says beyond its defaults, as canonical JSON. A key that is added
 * with a default changes nothing that was made before; so a default, once released, is part of what it says to say
 * nothing, and stays.
 *
 * @param value that is written
 * @param first digest that earlier releases wrote of the same declaration; empty when they could not have
 */
public record ConfigurationDigest(String value, Optional<String> first) {

    /**
     * @param declaration a record that is read by the strict reader as it is written
     * @param first the same as it could be declared at first; empty when it could not have been
     */
    public static ConfigurationDigest of(Record declaration, Optional<? extends FirstForm> first) {
        var declared = new DeclaredTree(declaration);
        return new ConfigurationDigest(
                Sha256.hex(ContractJson.write(said(declared))),
                first.flatMap(form -> FirstConfigurationDigest.of(declared, form)));
    }

    /**
     * What a declaration says beyond its defaults, as canonical JSON: for digests of what it is only a part of.
     *
     * @param declaration a record that is read by the strict reader as it is written
     */
    public static JsonNode said(Record declaration) {
        return said(new DeclaredTree(declaration));
    }

    private static JsonNode said(DeclaredTree declared) {
        return CanonicalJson.of(declared.withoutDefaults());
    }

    /** Whether something that was kept under this digest was made of the declaration. */
    public boolean matches(String kept) {
        return kept.equals(value) || first.filter(kept::equals).isPresent();
    }
}
