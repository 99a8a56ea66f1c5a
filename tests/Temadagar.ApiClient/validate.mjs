// Holds the API's description against OpenAPI 3.1, and its examples against their schemas, by a validator that we did not write. Ends with 1 where anything is wrong.
import { createConfig, lint } from '@redocly/openapi-core';

const config = await createConfig({
  extends: ['minimal'],
  rules: {
    struct: 'error',
    'no-unresolved-refs': 'error',
    'no-identical-paths': 'error',
    'no-server-trailing-slash': 'off',
    'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: false },
    'no-invalid-schema-examples': 'error',
    'no-required-schema-properties-undefined': 'error',
    'no-enum-type-mismatch': 'error',
    'operation-operationId': 'error',
    'operation-operationId-unique': 'error',
    'operation-operationId-url-safe': 'error',
    'operation-summary': 'error',
    'operation-2xx-response': 'error',
    'operation-parameters-unique': 'error',
    'operation-tag-defined': 'error',
    'path-parameters-defined': 'error',
    'path-declaration-must-exist': 'error',
    'security-defined': 'off',
    'tag-description': 'error',
  },
});
const problems = await lint({ ref: `${process.env.TEMADAGAR}/openapi/v1.json`, config });
for (const { severity, ruleId, message, location } of problems) {
  console.log(`${severity} ${ruleId} ${location?.[0]?.pointer ?? ''}: ${message}`);
}

process.exitCode = problems.some(problem => problem.severity === 'error') ? 1 : 0;
console.log(`${problems.length} remarks`);
