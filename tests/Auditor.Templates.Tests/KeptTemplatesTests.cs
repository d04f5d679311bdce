using System.Runtime.CompilerServices;
using System.Text;
using Auditor.Core.Metadata;
using Auditor.Templates.CloudFormation;

namespace Auditor.Templates.Tests;

public class KeptTemplatesTests
{
    private const string Template = """
        Resources:
          Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: orders}}
          Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, StageName: prod}}
        """;

    // A thousand templates are a folder like any other: what was read of each is let go of when it was judged.
    [Fact]
    public void ATemplateThatWasJudgedIsNotKept()
    {
        var check = new TemplateCheck();
        var read = Enumerable.Range(0, 20).Select(number => Added(check, number)).ToList();
        Assert.Equal(20, Living(read));

        var result = check.Run(Checked.AllRules, RuleSettings.Default, Checked.Now, CancellationToken.None);

        Assert.Equal(0, Living(read));
        Assert.Equal(20, check.Count);
        Assert.Equal(20, result.Estate.Scopes.Length);
        GC.KeepAlive(result);
        GC.KeepAlive(check);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Added(TemplateCheck check, int number)
    {
        var reading = TemplateReading.Of(
            $"t{number}.yaml", Encoding.UTF8.GetBytes(Template), ParameterValues.None, isNamed: true);
        Assert.True(check.Add(reading));
        return new(reading.Template);
    }

    private static int Living(List<WeakReference> read)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return read.Count(each => each.IsAlive);
    }
}
