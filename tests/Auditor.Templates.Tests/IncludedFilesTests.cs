using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Tests;

/// <summary>Templates in several files.</summary>
public sealed class IncludedFilesTests : IDisposable
{
    private const string Document = """
        openapi: 3.0.1
        info: { title: pets, version: "1" }
        paths:
          /pets:
            post:
              x-amazon-apigateway-integration: { type: mock }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-");

    public void Dispose() => _folder.Delete(recursive: true);

    // AWS::Serverless::Api DefinitionUri; AWS::ApiGateway::RestApi BodyS3Location as 'aws cloudformation package' takes it; AWS::Include
    // transform.
    [Theory]
    [InlineData("Transform: AWS::Serverless-2016-10-31\nResources:\n  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod, "
        + "DefinitionUri: ./api/pets.yaml } }\n")]
    [InlineData("Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: api/pets.yaml } }\n  D: { Type: "
        + "AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: prod } }\n")]
    [InlineData("Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { Fn::Transform: { Name: AWS::Include, "
        + "Parameters: { Location: api/pets.yaml } } } } }\n  D: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, "
            + "StageName: prod } }\n")]
    public void A_document_beside_the_template_is_read(string template)
    {
        Write("api/pets.yaml", Document);

        var finding = Judge(template).Findings.Where(each => each.Rule.Id is "AGW1001").ShouldHaveSingleItem();

        finding.Message.ShouldContain("'POST /pets'");
        (finding.Source?.File).ShouldBe("infra/api/pets.yaml");
        (finding.Source?.Line).ShouldBe(5);
    }

    [Theory]
    [InlineData("../../outside.yaml")]
    [InlineData("/etc/hostname")]
    [InlineData("s3://bucket/pets.yaml")]
    [InlineData("missing.yaml")]
    [InlineData("link.yaml")]
    public void What_is_elsewhere_or_behind_a_link_stays_open(string path)
    {
        Write("pets.yaml", Document);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "infra", "link.yaml"), Path.Combine(_folder.FullName, "infra", "pets.yaml"));

        var result = Judge($"Transform: AWS::Serverless-2016-10-31\nResources:\n  Api: {{ Type: AWS::Serverless::Api, Properties: {{ "
            + $"StageName: prod, DefinitionUri: {path} }} }}\n");

        // The document is one of the folder, too, and is judged by itself.
        var ofTemplate = result.Findings.Where(each => each.Rule.Id is "AGW1001" && each.Source?.File != "infra/pets.yaml").ToList();
        ofTemplate.Select(each => each.Outcome).ShouldBe([Outcome.Inconclusive]);
    }

    private AuditResult Judge(string template)
    {
        var check = new TemplateCheck();
        var file = new NamedFile(Path.Combine(_folder.FullName, "infra", "template.yaml"), "infra/template.yaml", IsNamed: true);
        foreach (var nearby in Directory.EnumerateFiles(_folder.FullName, "pets.yaml", SearchOption.AllDirectories))
        {
            check.Add(
                Path.GetRelativePath(_folder.FullName, nearby).Replace('\\', '/'),
                File.ReadAllBytes(nearby),
                ParameterValues.None,
                isNamed: false);
        }

        check.Add(file.Name, Encoding.UTF8.GetBytes(template), ParameterValues.None, isNamed: true, NearbyFiles.Of(file, _folder.FullName))
            .ShouldBeTrue(string.Join('\n', check.Broken));
        return check.Run(RuleCatalogue.From(typeof(RuleDocumentation).Assembly), RuleSettings.Default, Checked.Now, CancellationToken.None);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, "infra", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
        File.WriteAllText(path, text);
    }
}
