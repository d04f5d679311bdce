using System.Text.Json.Nodes;
using Auditor.Core.Privacy;
using Auditor.Core.Text;

namespace Auditor.Aws.Recordings;

/// <summary>
/// Changes names in a recording. The same name becomes the same other one in every request and answer, so that it can be replayed.
/// </summary>
internal static class ChangedNames
{
    public static Recording Of(Recording recording, INameChange names)
    {
        // Wildcards decide where names may be split, so all of it is looked at first.
        foreach (var answer in recording.Answers)
        {
            names.Learn(answer.Arguments.ToJsonString());
            Body(answer.Body ?? "", text =>
            {
                names.Learn(text);
                return text;
            });
        }

        return recording with
        {
            Head = recording.Head with
            {
                Roles = [.. recording.Head.Roles.Select(names.Text)],
                OrganizationRole = recording.Head.OrganizationRole is { } role ? names.Text(role) : null,
            },
            Answers =
            [
                .. recording.Answers.Select(answer => answer with
                {
                    Identity = names.Text(answer.Identity),
                    Arguments = Arguments(answer.Arguments, names),
                    Path = names.Text(answer.Path),
                    Query = answer.Query is { } query ? names.Text(query) : null,
                    Body = answer.Body is { } body ? Body(body, names.Text) : null,
                    Failure = answer.Failure is { } failure ? failure with { Message = names.Text(failure.Message) } : null,
                }),
            ],
            Hosts = [.. recording.Hosts.Select(host => host with { Name = names.Text(host.Name), Because = host.Because is { } because ? names.Text(because) : null })],
            Refusals = [.. recording.Refusals.Select(refusal => refusal with { Role = names.Text(refusal.Role), Message = names.Text(refusal.Message) })],
        };
    }

    // Their names are those of the service.
    private static JsonObject Arguments(JsonObject arguments, INameChange names) =>
        JsonNode.Parse(JsonStrings.Rewrite(arguments.ToJsonString(), name => name, (_, value) => names.Text(value)) ?? "{}") as JsonObject
            ?? [];

    private static string Body(string body, Func<string, string> text) =>
        XmlTexts.Rewrite(body, (_, value) => text(value)) ?? WafTexts.Rewrite(text(body), (_, _, value) => text(value));
}
