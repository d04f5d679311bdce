using System.Globalization;
using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads the values of resources as the inventory wants them.</summary>
internal sealed class MappingContext(ResourceSet set, Scenario scenario)
{
    /// <summary>The code of what no template holds: rules that ask for it are not asked.</summary>
    public const string Outside = Unknown.OutsideTemplates;

    private readonly Dictionary<string, Resource> _byId = set.Resources.GroupBy(resource => resource.Id, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
    private readonly ILookup<string, Resource> _byType = set.Resources.ToLookup(resource => resource.Type, StringComparer.Ordinal);

    private readonly Dictionary<(string Type, string Property), ILookup<string, Resource>> _ofApis = [];
    private readonly Dictionary<string, Dictionary<string, Resource>> _byArn = new(StringComparer.Ordinal);

    public ResourceSet Set => set;

    public Dictionary<string, MappedResource> SourceMap { get; } = new(StringComparer.Ordinal);

    public IEnumerable<Resource> OfType(params ReadOnlySpan<string> types)
    {
        var found = new List<Resource>();
        foreach (var type in types)
        {
            found.AddRange(_byType[type]);
        }

        return found;
    }

    /// <summary>The resources of a type that belong to one API, which a property of them names.</summary>
    public IEnumerable<Resource> OfApi(string type, string property, string api)
    {
        if (!_ofApis.TryGetValue((type, property), out var parts))
        {
            _ofApis[(type, property)] = parts = _byType[type].ToLookup(part => ApiIdOf(part[property]), StringComparer.Ordinal);
        }

        return parts[api];
    }

    /// <summary>The resource of a type that has an ARN; <see langword="null"/> where none has.</summary>
    public Resource? ByArn(string type, string arn)
    {
        if (!_byArn.TryGetValue(type, out var known))
        {
            _byArn[type] = known = new(StringComparer.Ordinal);
            foreach (var resource in _byType[type])
            {
                known.TryAdd(ArnOf(resource), resource);
            }
        }

        return known.GetValueOrDefault(arn);
    }

    public bool HasType(string type) => _byType.Contains(type);

    public Resource? ById(string id) =>
        _byId.GetValueOrDefault(id) ?? (set.Aliases.TryGetValue(id, out var other) ? _byId.GetValueOrDefault(other) : null);

    /// <summary>The resource that a value refers to, whatever attribute of it.</summary>
    public Resource? Referred(Value? value) => value is TextValue { Reference: { } reference } ? ById(reference.Id) : null;

    public static Unknown NotInTemplates(string because) => new(because) { Code = Outside };

    public bool Flag(Value? value, Resource resource, string name, bool otherwise = false) => value switch
    {
        null => otherwise,
        TextValue { Literal: { } text } => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "yes" or "on" or "1",
        _ => Ask($"{resource.Id}.{name}", 2, value.OpenBecause ?? $"What {Quote.Of(name)} is cannot be told.") == (otherwise ? 0 : 1),
    };

    /// <summary>A limit; what is negative or no number is none.</summary>
    public double? Number(Value? value, Resource resource, string name) => value switch
    {
        null => null,
        TextValue { Literal: { } text } =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null,
        // It is set to something, and whether that is little or much is not told.
        _ => Ask($"{resource.Id}.{name}", 2, value.OpenBecause ?? $"What {Quote.Of(name)} is cannot be told.") == 0 ? 100 : null,
    };

    public int? Whole(Value? value, Resource resource, string name) =>
        Number(value, resource, name) is { } number and < int.MaxValue ? (int)number : null;

    /// <summary>One of the words that a setting may have; where it is not known, each of <paramref name="choices"/> is tried.</summary>
    public string? Word(Value? value, Resource resource, string name, params ReadOnlySpan<string> choices) => value switch
    {
        null => null,
        TextValue { Literal: { } text } => text,
        _ => choices[Ask($"{resource.Id}.{name}", choices.Length, value.OpenBecause ?? $"What {Quote.Of(name)} is cannot be told.")],
    };

    /// <summary>How much a stage logs; what is no level of API Gateway's may be refused or mean any.</summary>
    public string? LoggingLevel(Value? value, Resource resource, string name) => value is TextValue { Literal: { } text }
        && text is not ("OFF" or "ERROR" or "INFO")
            ? Word(
                new OpenValue(value.Place, $"{Quote.Of(text)} is no logging level: OFF, ERROR and INFO are."),
                resource,
                name,
                "INFO",
                "OFF")
            : Word(value, resource, name, "INFO", "OFF");

    public int Ask(string about, int answers, string because) => scenario.Answer(new($"{set.File}: {about}", [], answers, because));

    /// <summary>Which of several answers holds.</summary>
    /// <param name="about">What tells the question from others.</param>
    /// <param name="answers">
    /// What a finding says that holds with one only, behind "It is so when"; a finding that holds only with an answer that says nothing
    /// cannot be told.
    /// </param>
    /// <param name="because">Why it is not known.</param>
    public int Ask(string about, ImmutableArray<string> answers, string because) =>
        scenario.Answer(new($"{set.File}: {about}", answers, answers.Length, because));

    /// <summary>
    /// What is not known of the values of a condition key whose values AWS assigns, as ids such as AWS assigns; <see langword="null"/> for
    /// other keys.
    /// </summary>
    public static Value? AssignedIds(string key, Value? value) => key.ToLowerInvariant() switch
    {
        "aws:sourcevpce" => Assigned("vpce-", value),
        "aws:sourcevpc" => Assigned("vpc-", value),
        "aws:principalorgid" => Assigned("o-", value),
        _ => null,
    };

    private static Value? Assigned(string prefix, Value? value) => value switch
    {
        ListValue list => list with { All = [.. list.All.Select(each => Assigned(prefix, each) ?? each)] },
        TextValue { Pieces: [OpenPiece open] } => TextValue.Of(value.Place, prefix + Assigned(open.Name)),
        _ => value,
    };

    private static string Assigned(string name) =>
        new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant).DefaultIfEmpty('0')]);

    public ImmutableArray<string> Texts(Value? value) => value is null ? [] : [.. value.Items.Select(Text).OfType<string>()];

    public ImmutableSortedDictionary<string, string> Tags(Value? value)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        switch (value)
        {
            case MapValue map:
                foreach (var property in map.Properties)
                {
                    tags[property.Name] = Text(property.Value) ?? "";
                }

                break;
            case ListValue list:
                foreach (var item in list.All)
                {
                    if (Text(item["Key"]) is { } key)
                    {
                        tags[key] = Text(item["Value"]) ?? "";
                    }
                }

                break;
        }

        return tags.ToImmutable();
    }

    public ImmutableArray<StageVariable> Variables(Value? value) => value is not MapValue map ? [] :
    [
        .. map.Properties.Select(property => property.Value.OpenBecause is not null
            ? new StageVariable { Name = property.Name, Value = $"{{{property.Name}}}", Redacted = SecretJudge.IsSecretName(property.Name) }
            : Text(property.Value) is var text && IsSecretReference(text)
                ? new StageVariable { Name = property.Name, Value = text, Redacted = true }
                : new StageVariable { Name = property.Name, Value = text }),
    ];

    // CloudFormation writes the secret in the place of the reference (Get a secret or secret value from Secrets Manager): everybody who may
    // read the stage reads it.
    private static bool IsSecretReference(string? text) =>
        text?.Contains("{{resolve:secretsmanager:", StringComparison.Ordinal) is true
            || text?.Contains("{{resolve:ssm-secure:", StringComparison.Ordinal) is true;

    /// <summary>The text, with names in the place of what is not known; an object as JSON.</summary>
    public string? Text(Value? value) => value switch
    {
        null => null,
        TextValue text => Text(text),
        OpenValue => "{unknown}",
        _ => Json(value),
    };

    public string Json(Value value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public void Write(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case MapValue map:
                json.WriteStartObject();
                foreach (var property in map.Properties)
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case ListValue list:
                json.WriteStartArray();
                foreach (var item in list.All)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    public string ArnOf(Resource resource)
    {
        if (resource.Arn is { } known)
        {
            return known.EndsWith(":*", StringComparison.Ordinal) ? known[..^2] : known;
        }

        var name = NameOf(resource);
        return resource.Type switch
        {
            "AWS::Lambda::Function" or "AWS::Serverless::Function" => Arn("lambda", $"function:{name}"),
            "AWS::Lambda::Alias" => $"{FunctionArn(resource["FunctionName"])}:{name}",
            "AWS::Lambda::Version" => $"{FunctionArn(resource["FunctionName"])}:{resource.Id}",
            "AWS::IAM::Role" => $"arn:{set.Partition}:iam::{set.Account}:role{Path(resource)}{name}",
            "AWS::IAM::User" => $"arn:{set.Partition}:iam::{set.Account}:user{Path(resource)}{name}",
            "AWS::IAM::Group" => $"arn:{set.Partition}:iam::{set.Account}:group{Path(resource)}{name}",
            "AWS::IAM::ManagedPolicy" => $"arn:{set.Partition}:iam::{set.Account}:policy{Path(resource)}{name}",
            "AWS::Logs::LogGroup" => Arn("logs", $"log-group:{name}"),
            "AWS::Cognito::UserPool" => Arn("cognito-idp", $"userpool/{set.Region}_{resource.Id}"),
            "AWS::WAFv2::WebACL" => $"arn:{set.Partition}:wafv2:{set.Region}:{set.Account}:regional/webacl/{name}/{resource.Id}",
            "AWS::WAFv2::RuleGroup" => $"arn:{set.Partition}:wafv2:{set.Region}:{set.Account}:regional/rulegroup/{name}/{resource.Id}",
            "AWS::WAFv2::IPSet" => $"arn:{set.Partition}:wafv2:{set.Region}:{set.Account}:regional/ipset/{name}/{resource.Id}",
            "AWS::WAFRegional::WebACL" => Arn("waf-regional", $"webacl/{resource.Id}"),
            "AWS::CertificateManager::Certificate" => Arn("acm", $"certificate/{resource.Id}"),
            "AWS::KinesisFirehose::DeliveryStream" => Arn("firehose", $"deliverystream/{name}"),
            "AWS::SQS::Queue" => Arn("sqs", name),
            "AWS::SNS::Topic" => Arn("sns", name),
            "AWS::S3::Bucket" => $"arn:{set.Partition}:s3:::{name}",
            "AWS::DynamoDB::Table" => Arn("dynamodb", $"table/{name}"),
            "AWS::KMS::Key" => Arn("kms", $"key/{resource.Id}"),
            "AWS::ApiGateway::Stage" =>
                $"arn:{set.Partition}:apigateway:{set.Region}::/restapis/{ApiIdOf(resource["RestApiId"])}/stages/{name}",
            "AWS::ApiGatewayV2::Stage" => $"arn:{set.Partition}:apigateway:{set.Region}::/apis/{ApiIdOf(resource["ApiId"])}/stages/{name}",
            "AWS::ApiGateway::RestApi" => $"arn:{set.Partition}:apigateway:{set.Region}::/restapis/{resource.Id}",
            "AWS::ApiGatewayV2::Api" => $"arn:{set.Partition}:apigateway:{set.Region}::/apis/{resource.Id}",
            "AWS::ApiGateway::DomainNameV2" => Arn("apigateway", $"/domainnames/{name}+{resource.Id}"),
            _ =>
                Arn(resource.Type.Split("::") switch { [_, var service, ..] => service.ToLowerInvariant(), _ => "unknown" }, resource.Id),
        };
    }

    private string Arn(string service, string rest) => $"arn:{set.Partition}:{service}:{set.Region}:{set.Account}:{rest}";

    /// <summary>What a resource is called: the name that it was given, else its logical id.</summary>
    public string NameOf(Resource resource) => resource.Type switch
    {
        "AWS::Lambda::Function" or "AWS::Serverless::Function" => Text(resource["FunctionName"]),
        "AWS::Lambda::Alias" => Text(resource["Name"]),
        "AWS::IAM::Role" => Text(resource["RoleName"]),
        "AWS::IAM::User" => Text(resource["UserName"]),
        "AWS::IAM::Group" => Text(resource["GroupName"]),
        "AWS::IAM::ManagedPolicy" => Text(resource["ManagedPolicyName"]),
        "AWS::Logs::LogGroup" => Text(resource["LogGroupName"]),
        "AWS::SQS::Queue" => Text(resource["QueueName"]),
        "AWS::SNS::Topic" => Text(resource["TopicName"]),
        "AWS::S3::Bucket" => Text(resource["BucketName"]),
        "AWS::DynamoDB::Table" => Text(resource["TableName"]),
        "AWS::KinesisFirehose::DeliveryStream" => Text(resource["DeliveryStreamName"]),
        "AWS::ApiGateway::Stage" or "AWS::ApiGatewayV2::Stage" => Text(resource["StageName"]),
        "AWS::ApiGateway::DomainName" or "AWS::ApiGateway::DomainNameV2" or "AWS::ApiGatewayV2::DomainName" => Text(resource["DomainName"]),
        _ when resource.Type.StartsWith("AWS::WAF", StringComparison.Ordinal) => Text(resource["Name"]),
        _ => null,
    } is { Length: > 0 } name ? name : resource.Id;

    /// <summary>The id of the API that a value names, in this template or outside.</summary>
    public string ApiIdOf(Value? value) => Text(value) is { Length: > 0 } text ? text : "unknown";

    public string FunctionArn(Value? value) => Referred(value) is { } resource && value is TextValue { Reference.Attribute: null }
        ? ArnOf(resource)
        : Text(value) switch
        {
            null or "" => Arn("lambda", "function:unknown"),
            var text when text.StartsWith("arn:", StringComparison.Ordinal) => text,
            // What is imported is called after the export, which CDK calls after its stack and a colon.
            ['{', ..] and var open => Arn("lambda", $"function:{Plain(open.Replace(':', '-'))}"),
            // 123456789012:function:name, and names with an alias behind a colon.
            var text =>
                Arn("lambda", text.Split(":function:", 2) is [_, var behind] ? $"function:{behind}" : $"function:{Plain(text)}"),
        };

    private static string Plain(string name) =>
        new([.. name.Where(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or ':')]);

    private string Path(Resource resource) => Text(resource["Path"]) is { Length: > 0 } path && path.StartsWith('/') ? path : "/";

    private string Text(TextValue text)
    {
        if (text.Pieces is [LiteralPiece only])
        {
            return only.Text;
        }

        var result = new StringBuilder();
        foreach (var piece in text.Pieces)
        {
            result.Append(piece switch
            {
                LiteralPiece literal => literal.Text,
                SymbolPiece symbol => symbol.Name switch
                {
                    "AWS::Region" => set.Region,
                    "AWS::AccountId" => set.Account,
                    "AWS::StackName" => "stack",
                    "AWS::StackId" => Arn("cloudformation", "stack/stack/0"),
                    var name => name,
                },
                ReferencePiece reference => Referred(reference),
                OpenPiece open => $"{{{open.Name.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}}}",
                _ => "",
            });
        }

        return result.ToString();
    }

    private string Referred(ReferencePiece reference)
    {
        if (reference.Attribute is "Stage" && ById($"{reference.Id}.Stage") is { } stage)
        {
            return NameOf(stage);
        }

        if (ById(reference.Id) is not { } resource)
        {
            return reference.Id;
        }

        return (resource.Type, reference.Attribute) switch
        {
            ("AWS::ApiGateway::RestApi", "RootResourceId") => $"{resource.Id}/root",
            ("AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api" or "AWS::Serverless::Api" or "AWS::Serverless::HttpApi", null or "RestApiId" or "ApiId" or "Id") => resource.Id,
            ("AWS::ApiGatewayV2::Api", "ApiEndpoint") => $"https://{resource.Id}.execute-api.{set.Region}.amazonaws.com",
            ("AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api", "ExecutionArn") =>
                Arn("execute-api", resource.Id),
            ("AWS::ApiGateway::Stage", "ExecutionArn") =>
                Arn("execute-api", $"{ApiIdOf(resource["RestApiId"])}/{NameOf(resource)}"),
            ("AWS::ApiGatewayV2::Stage", "ExecutionArn") =>
                Arn("execute-api", $"{ApiIdOf(resource["ApiId"])}/{NameOf(resource)}"),
            ("AWS::Lambda::Function", "InvokeArn") =>
                $"arn:{set.Partition}:apigateway:{set.Region}:lambda:path/2015-03-31/functions/{ArnOf(resource)}/invocations",
            ("AWS::Lambda::Alias", "InvokeArn") =>
                $"arn:{set.Partition}:apigateway:{set.Region}:lambda:path/2015-03-31/functions/{ArnOf(resource)}/invocations",
            ("AWS::Lambda::Alias" or "AWS::Lambda::Version" or "AWS::IAM::ManagedPolicy" or "AWS::SNS::Topic" or "AWS::CertificateManager::Certificate" or "AWS::ApiGateway::DomainNameV2", null) => ArnOf(resource),
            ("AWS::Logs::LogGroup", "Arn") => $"{ArnOf(resource)}:*",
            ("AWS::Cognito::UserPool", null or "UserPoolId" or "Id") => $"{set.Region}_{resource.Id}",
            ("AWS::Cognito::UserPool", "ProviderURL") => $"https://cognito-idp.{set.Region}.amazonaws.com/{set.Region}_{resource.Id}",
            ("AWS::Cognito::UserPool", "ProviderName" or "Endpoint") =>
                $"cognito-idp.{set.Region}.amazonaws.com/{set.Region}_{resource.Id}",
            ("AWS::EC2::VPCEndpoint", _) => $"vpce-{Assigned(resource.Id)}",
            ("AWS::EC2::VPC", _) => $"vpc-{Assigned(resource.Id)}",
            ("AWS::WAFRegional::WebACL", _) => ArnOf(resource),
            (_, "Arn" or "StageArn" or "DomainNameArn" or "LoadBalancerArn" or "UserPoolArn" or "TopicArn" or "FunctionArn") => ArnOf(resource),
            (_, null or "Name" or "StageName" or "DomainName" or "FunctionName") => NameOf(resource),
            (_, "DeploymentId" or "AuthorizerId" or "ResourceId" or "APIKeyId" or "Id" or "VpcLinkId" or "IntegrationId" or "ClientCertificateId") => resource.Id,
            var (_, attribute) => $"{{{resource.Id}.{attribute}}}",
        };
    }
}
