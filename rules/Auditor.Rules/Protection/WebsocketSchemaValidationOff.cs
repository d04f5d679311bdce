using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags WebSocket APIs whose models nobody checks.</summary>
public sealed class WebsocketSchemaValidationOff() : Rule<ApiSubject>(new()
{
    Id = "AGW4009",
    Name = "websocket-schema-validation-off",
    Title = "Models of messages are not checked",
    Category = Category.Protection,
    Severity = Severity.Low,
    AppliesTo = [ApiKind.WebSocket],
    Frameworks = ["CWE-20"],
    RecordedAs = ["disableSchemaValidation"],
    MendedBy = "DisableSchemaValidation=false",
    WrittenAs = "api:DisableSchemaValidation",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (!api.DisableSchemaValidation || api.Stages.Value is [])
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"WebSocket API {Quote.Of(api.Name)} has schema validation switched off: where a route names a model that is broken, it goes "
                + $"live unnoticed, and messages that it was to stop may reach the backend.",
            new Evidence("disableSchemaValidation", "true"));
    }
}
