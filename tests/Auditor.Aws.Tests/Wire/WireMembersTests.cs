using System.Reflection;
using Auditor.Aws.Catalogue;

namespace Auditor.Aws.Tests.Wire;

public sealed class WireMembersTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types = typeof(ReadOperations).Assembly.GetTypes();

    [Fact]
    public void Every_member_of_an_answer_is_read()
    {
        var read = Types.Where(type => !IsOfTheWire(type)).SelectMany(Called).ToHashSet(StringComparer.Ordinal);
        var members = Types.Where(IsOfTheWire)
            .Where(type => type.GetMethod("<Clone>$") is not null)
            .SelectMany(type => type.GetProperties(Declared).Where(property => property.GetMethod is { IsPublic: true, IsStatic: false }))
            .ToList();

        members.Count.ShouldBeGreaterThan(200);
        members.Where(member => !read.Contains(Name(member.GetMethod)))
            .Select(member => $"{member.DeclaringType?.Name}.{member.Name}")
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    private static bool IsOfTheWire(Type type) => type.Namespace?.EndsWith(".Wire", StringComparison.Ordinal) is true;

    private static string Name(MethodBase? method) =>
        method is null ? "" : $"{method.DeclaringType?.Namespace}.{method.DeclaringType?.Name}.{method.Name}";

    // What a method's code calls: opcodes 0x28 (call) and 0x6F (callvirt) with a token behind them.
    private static IEnumerable<string> Called(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
            for (var i = 0; i + 4 < code.Length; i++)
            {
                if (code[i] is 0x28 or 0x6F && Resolved(method, BitConverter.ToInt32(code, i + 1)) is { } called)
                {
                    yield return called;
                }
            }
        }
    }

    private static string? Resolved(MethodBase method, int token)
    {
        // MethodDef, MemberRef, MethodSpec
        if (token >> 24 is not (0x06 or 0x0A or 0x2B))
        {
            return null;
        }

        try
        {
            return Name(method.Module.ResolveMethod(
                token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null));
        }
        catch (Exception exception) when (exception is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
