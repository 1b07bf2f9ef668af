package dev.limbeck.contract.configuration;

import dev.limbeck.contract.artifact.Sha256;
import dev.limbeck.contract.json.ContractJson;
import java.util.Optional;

/**
 * The digest of before defaults were left out: SHA-256 of the JSON of all keys that there were then. What was made under
 * it is recognised; nothing is written under it any more.
 */
final class FirstConfigurationDigest {
    private FirstConfigurationDigest() {}

    /** @return empty when the declaration says something that could not be said then: nothing of then was made of it */
    static Optional<String> of(DeclaredTree declared, FirstForm form) {
        return declared.isSaidBy(ContractJson.strictYaml().valueToTree(form))
                ? Optional.of(Sha256.hex(ContractJson.write(form.asWritten())))
                : Optional.empty();
    }
}
