using System.Text.Json;

namespace Auditor.Core.Tests.Secrets;

/// <summary>What a text looks like in the fields that people write into.</summary>
internal static class PlantedFields
{
    public static readonly (string Field, Func<string, string> Text)[] All =
    [
        ("alone", text => text),
        ("in a sentence", text => $"Orders of the shop, {text}, see the wiki."),
        ("at the end of a sentence", text => $"For tests use {text}"),
        ("on a second line", text => $"Orders of the shop\n{text}\nsee the wiki"),
        ("in quotes", text => $"it answered '{text}'"),
        ("in parentheses", text => $"(was {text})"),
        ("error message", text => $"BadRequestException: Invalid value {text} specified for parameter (Service: ApiGateway; Status Code: 400; Request ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7)"),
        ("query of an address", text => $"https://backend.example.com/v1?note={Uri.EscapeDataString(text)}&page=2"),
        ("query of an AWS service", text => $"arn:aws:apigateway:eu-west-1:sqs:path/111122223333/jobs?Action=SendMessage&MessageBody={Uri.EscapeDataString(text)}"),
        ("path of an address", text => $"https://backend.example.com/v1/{Uri.EscapeDataString(text)}/orders"),
        ("policy condition", text => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":{{Json(text)}} } } } ] }"""),
        ("escaped policy", text => Escaped($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":{{Json(text)}} } } } ] }""")),
        ("policy statement's name", text => $$"""{"Version":"2012-10-17","Statement":[{"Sid":{{Json(text)}},"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"""),
        ("log format in JSON", text => $$"""{"requestId":"$context.requestId","collector":{{Json(text)}}}"""),
        ("log format in words", text => $"$context.requestId $context.status {text}"),
        ("list of JSON", text => $"[{Json(text)}]"),
        ("request template", text => $$"""{"body":$input.json('$'),"note":{{Json(text)}},"who":"$context.identity.sourceIp"}"""),
        ("mapping of a header", text => $"'{text}'"),
        ("arguments of a command", text => $"deploy.sh --stage prod {text} --verbose"),
        ("message of IAM", text => $"User: arn:aws:sts::111122223333:assumed-role/auditor/nightly is not authorized to perform: apigateway:GET ({text})"),
        ("tag", text => $"orders;{text};shop"),
        ("HTML", text => $"<p>see <code>{text}</code></p>"),
    ];

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static string Escaped(string json) => JsonSerializer.Serialize(json)[1..^1];
}
