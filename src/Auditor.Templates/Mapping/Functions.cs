using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Makes the Lambda functions that APIs of a template lead to, with what may call them.</summary>
internal sealed partial class Functions(MappingContext context)
{
    public ImmutableArray<Function> Read(ImmutableArray<Api> apis)
    {
        var permissions = context.OfType("AWS::Lambda::Permission")
            .Select(permission => (Function: Split(context.FunctionArn(permission["FunctionName"])), Permission: permission))
            .ToList();
        var ofFunction = permissions.ToLookup(each => each.Function, each => each.Permission);
        var urls = context.OfType("AWS::Lambda::Url")
            .Select(url => (Function: Split(context.FunctionArn(url["TargetFunctionArn"])), Url: url))
            .ToLookup(each => each.Function.Arn, StringComparer.Ordinal);
        var called = apis.SelectMany(api => api.Routes.ValueOr([]).Select(route => route.Integration.ValueOr(null)?.Uri)
                .Concat(api.Authorizers.ValueOr([]).Select(authorizer => authorizer.Uri))
                .OfType<string>()
                .SelectMany(uri => StageVariables.FillInEverywhere(uri, api.Stages)))
            .Select(uri => Address().Match(uri))
            .Where(match => match.Success)
            .Select(match => Split(match.Groups["arn"].Value));
        var relevant = called
            .Concat(permissions.Where(each => IsOfApis(each.Permission)).Select(each => each.Function))
            .Distinct()
            .ToList();
        var functions = ImmutableArray.CreateBuilder<Function>();
        foreach (var (arn, qualifier) in relevant)
        {
            var written = context.ByArn("AWS::Lambda::Function", arn);
            var own = ofFunction[(arn, qualifier)].ToList();
            var addresses = urls[arn].ToList();
            var others = ImmutableDictionary<string, MappedResource>.Empty;
            if (addresses is [var first, ..])
            {
                others = others.Add("url", new("url", first.Url));
            }

            var wide = own.Find(permission => context.Text(permission["Principal"])
                ?.StartsWith("apigateway.", StringComparison.Ordinal) is true)
                ?? own.FirstOrDefault();
            if (wide is not null)
            {
                others = others.Add("permission", new("permission", wide));
            }

            foreach (var permission in own)
            {
                context.SourceMap[StatementPointer($"/scopes/0/functions/{functions.Count}", permission.Id)] =
                    new("permission", permission);
            }

            context.SourceMap[$"/scopes/0/functions/{functions.Count}"] = new("function", written ?? wide) { Name = arn, Related = others };
            functions.Add(new()
            {
                Arn = arn,
                Qualifier = qualifier,
                Policy = own.Count > 0 ? PolicyOf(own, arn)
                    : written is not null ? (string?)null
                    : MappingContext.NotInTemplates("The function is not in the template."),
                Exists = written is not null ? true : MappingContext.NotInTemplates("The function is not in the template."),
                Urls = written is not null || addresses.Count > 0
                    ? addresses.Select(each => new FunctionUrl { AuthType = context.Word(each.Url["AuthType"], each.Url, "AuthType", "AWS_IAM", "NONE") ?? "AWS_IAM", Qualifier = context.Text(each.Url["Qualifier"]) ?? each.Function.Qualifier })
                        .ToImmutableArray()
                    : MappingContext.NotInTemplates("The function is not in the template."),
            });
        }

        return functions.ToImmutable();
    }

    /// <summary>Where the source map keeps the permission that one statement of a function's policy is made of.</summary>
    public static string StatementPointer(string function, string statement) => $"{function}/statements/{statement}";

    private bool IsOfApis(Resource permission) =>
        context.Text(permission["Principal"]) is { } principal
            && (principal.StartsWith("apigateway.", StringComparison.Ordinal)
                // What is for the function's URL says nothing of an API.
                || (principal is "*" && permission["FunctionUrlAuthType"] is null && permission["InvokedViaFunctionUrl"] is null));

    private static (string Arn, string? Qualifier) Split(string arn) =>
        arn.Split(':') is { Length: > 7 } parts ? (string.Join(':', parts[..7]), parts[7]) : (arn, null);

    private string PolicyOf(List<Resource> permissions, string arn)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteStartArray("Statement");
            foreach (var permission in permissions)
            {
                // What the console's "Test" uses (made by CDK for every method) opens nothing.
                if (context.Text(permission["SourceArn"])?.Contains("/test-invoke-stage/", StringComparison.Ordinal) is not true)
                {
                    Write(json, permission, arn);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter json, Resource permission, string arn)
    {
        var principal = context.Text(permission["Principal"]) ?? "*";
        json.WriteStartObject();
        json.WriteString("Sid", permission.Id);
        json.WriteString("Effect", "Allow");
        if (principal is "*")
        {
            json.WriteString("Principal", "*");
        }
        else
        {
            json.WriteStartObject("Principal");
            json.WriteString(principal.Contains(".amazon", StringComparison.Ordinal) ? "Service" : "AWS", principal);
            json.WriteEndObject();
        }

        json.WriteString("Action", context.Text(permission["Action"]) ?? "lambda:InvokeFunction");
        json.WriteString("Resource", arn);
        var source = SourceOf(permission);
        var account = context.Text(permission["SourceAccount"]);
        var organization = context.Text(permission["PrincipalOrgID"]);
        var type = context.Text(permission["FunctionUrlAuthType"]);
        var invoked = permission["InvokedViaFunctionUrl"] is { } via && context.Flag(via, permission, "InvokedViaFunctionUrl");
        if (source is not null || account is not null || organization is not null || type is not null || invoked)
        {
            json.WriteStartObject("Condition");
            if (source is not null)
            {
                json.WriteStartObject("ArnLike");
                json.WriteString("AWS:SourceArn", source);
                json.WriteEndObject();
            }

            if (account is not null || organization is not null || type is not null)
            {
                json.WriteStartObject("StringEquals");
                if (account is not null)
                {
                    json.WriteString("AWS:SourceAccount", account);
                }

                if (organization is not null)
                {
                    json.WriteString("aws:PrincipalOrgID", organization);
                }

                if (type is not null)
                {
                    json.WriteString("lambda:FunctionUrlAuthType", type);
                }

                json.WriteEndObject();
            }

            if (invoked)
            {
                json.WriteStartObject("Bool");
                json.WriteString("lambda:InvokedViaFunctionUrl", "true");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Of an API that is known, what is not known of the way to its routes may be all of them.
    private string? SourceOf(Resource permission)
    {
        var text = context.Text(permission["SourceArn"]);
        if (text?.Split(":execute-api:") is not [_, var rest] || permission["SourceArn"] is not TextValue { OpenBecause: { } open } source
            || rest.Split('/', 2) is not [var api, var route]
                || api.Contains('{', StringComparison.Ordinal)
                || !route.Contains('{', StringComparison.Ordinal)
            || context.Ask($"{permission.Id}.SourceArn", 2, open) == 1)
        {
            return text;
        }

        return context.Text(source with { Pieces = [.. source.Pieces.Select(piece => piece is OpenPiece ? new LiteralPiece("*") : piece)] });
    }

    [GeneratedRegex(
        "(?<arn>arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?)(/invocations|/response-streaming-invocations)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
