using System.Text.Json.Nodes;
using Auditor.Core.Privacy;

namespace Auditor.Aws.Recordings;

/// <summary>Puts other names into a recording. The same name becomes the same other one in every request and answer, so that it can be replayed.</summary>
internal static class AnonymousRecording
{
    public static Recording Of(Recording recording, Anonymizer anonymizer)
    {
        // Wildcards decide where names may be split, so all of it is looked at first.
        foreach (var answer in recording.Answers)
        {
            anonymizer.Learn(answer.Arguments.ToJsonString());
            Body(answer.Body ?? "", text =>
            {
                anonymizer.Learn(text);
                return text;
            });
        }

        return recording with
        {
            Head = recording.Head with
            {
                IsAnonymized = true,
                Roles = [.. recording.Head.Roles.Select(anonymizer.Text)],
                OrganizationRole = recording.Head.OrganizationRole is { } role ? anonymizer.Text(role) : null,
            },
            Answers =
            [
                .. recording.Answers.Select(answer => answer with
                {
                    Identity = anonymizer.Text(answer.Identity),
                    Arguments = JsonNode.Parse(anonymizer.Text(answer.Arguments.ToJsonString())) as JsonObject ?? [],
                    Path = anonymizer.Text(answer.Path),
                    Query = answer.Query is { } query ? anonymizer.Text(query) : null,
                    Body = answer.Body is { } body ? Body(body, anonymizer.Text) : null,
                    Failure = answer.Failure is { } failure ? failure with { Message = anonymizer.Text(failure.Message) } : null,
                }),
            ],
            Hosts = [.. recording.Hosts.Select(host => host with { Name = anonymizer.Text(host.Name), Because = host.Because is { } because ? anonymizer.Text(because) : null })],
            Refusals = [.. recording.Refusals.Select(refusal => refusal with { Role = anonymizer.Text(refusal.Role), Message = anonymizer.Text(refusal.Message) })],
        };
    }

    private static string Body(string body, Func<string, string> text) =>
        XmlTexts.Rewrite(body, (_, value) => text(value)) ?? WafTexts.Rewrite(text(body), (_, _, value) => text(value));
}
