// node validate.js TEMPLATE...: a line for each finding that counts; W3030 is a wrong value of an enumeration.
const validator = require('@aws/cloudformation-validate');

const engine = new validator.CelEngine({});
const settings = {
  severityLevel: 'WARN',
  exclude: { ids: ['W3005'] }, // a dependency that CloudFormation would see by itself does no harm
  pseudoParameterOverrides: { region: 'eu-central-1' },
};
for (const file of process.argv.slice(2)) {
  for (const found of engine.validateDetailed(new validator.TemplateFile(file), settings).diagnostics) {
    const counts = /ERROR|FATAL/.test(found.severity) || found.ruleId === 'W3030';
    console.log(
      `${counts ? 'error' : 'note'} ${file}:${found.startLine} ${found.ruleId} ` +
        `${found.entity?.logicalId} ${found.propertyPath}: ${found.message}`);
  }
}
engine.free();
