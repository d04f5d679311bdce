using System.Text.Json;

namespace Auditor.Testing.Secrets;

/// <summary>What a text looks like in the fields that people write into.</summary>
public static class PlantedFields
{
    public static readonly (string Field, Func<string, string> Text)[] All =
    [
        ("alone", text => text),
        ("in a sentence", text => $"Orders of the shop, {text}, see the wiki."),
        ("at the end of a sentence", text => $"For tests use {text}"),
        ("on a second line", text => $"Orders of the shop\n{text}\nsee the wiki"),
        ("in quotes", text => $"it answered '{text}'"),
        ("in parentheses", text => $"(was {text})"),
        ("error message", text => $"BadRequestException: Invalid value {text} specified for parameter (Service: ApiGateway; Status Code: "
            + $"400; Request ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7)"),
        ("query of an address", text => $"https://backend.example.com/v1?note={Uri.EscapeDataString(text)}&page=2"),
        ("query of an AWS service", text => $"arn:aws:apigateway:eu-west-1:sqs:path/111122223333/jobs?Action=SendMessage&MessageBody={Uri.EscapeDataString(text)}"),
        ("path of an address", text => $"https://backend.example.com/v1/{Uri.EscapeDataString(text)}/orders"),
        ("policy condition", text => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":{{Json(text)}} } } } ] }"""),
        ("escaped policy", text => Escaped(
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":{{Json(text)}} } } } ] }""")),
        ("policy statement's name", text => $$"""{"Version":"2012-10-17","Statement":[{"Sid":{{Json(text)}},"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"""),
        ("log format in JSON", text => $$"""{"requestId":"$context.requestId","collector":{{Json(text)}}}"""),
        ("log format in words", text => $"$context.requestId $context.status {text}"),
        ("list of JSON", text => $"[{Json(text)}]"),
        ("request template", text => $$"""{"body":$input.json('$'),"note":{{Json(text)}},"who":"$context.identity.sourceIp"}"""),
        ("mapping of a header", text => $"'{text}'"),
        ("arguments of a command", text => $"deploy.sh --stage prod {text} --verbose"),
        ("message of IAM", text => $"User: arn:aws:sts::111122223333:assumed-role/auditor/nightly is not authorized to perform: "
            + $"apigateway:GET ({text})"),
        ("tag", text => $"orders;{text};shop"),
        ("form", text => $"Action=SendMessage&MessageBody={Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal)}"),
        ("name of a session", text => $"arn:aws:sts::111122223333:assumed-role/deploy/{Uri.EscapeDataString(text)}"),
        ("entities of HTML", text => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter)
            ? $"{letter}"
            : $"&#{(int)letter};"))),
        ("JSON in JSON", text => Json(Json($$"""{"note":{{Json(text)}}}"""))),
        ("escapes of JSON", text => $$"""{"note":"{{string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? $"{letter}" : $"\\u{(int)letter:x4}"))}}"}"""),
        ("address in an address", text => $"https://backend.example.com/login?next={Uri.EscapeDataString($"https://shop.example.com/?note={Uri.EscapeDataString(text)}")}"),
        ("between letters that nobody sees", text => $"\u200B{text}\u200B"),
        ("split by a letter that nobody sees", text => text.Insert(text.Length * 2 / 3, "\u00AD")),
        ("with wide punctuation", text => text.Replace(':', '：').Replace('=', '＝')),
        ("in typographic quotes", text => $"use “{text}” for now"),
        ("link of Markdown", text => $"[docs]({text})"),
        ("between no-break spaces", text => $"use\u00A0{text}\u00A0now"),
        ("far inside", text => $"{string.Join(' ', Enumerable.Repeat("lorem ipsum dolor", 200))} {text} sit amet"),
        ("HTML", text => $"<p>see <code>{text}</code></p>"),
    ];

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static string Escaped(string json) => JsonSerializer.Serialize(json)[1..^1];
}
