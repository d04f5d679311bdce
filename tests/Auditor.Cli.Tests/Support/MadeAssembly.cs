using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Cli.Tests.Support;

/// <summary>Makes assemblies that no sane author would.</summary>
internal static class MadeAssembly
{
    /// <summary>One rule, whose constructor throws.</summary>
    public static void WithThrowingRule(string path, string message) => WithRule(path, [], code =>
    {
        code.Emit(OpCodes.Ldstr, message);
        code.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor([typeof(string)])!);
        code.Emit(OpCodes.Throw);
    });

    /// <summary>One rule, whose only constructor wants something.</summary>
    public static void WithRuleThatWantsSomething(string path) => WithRule(path, [typeof(string)], code =>
    {
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Throw);
    });

    /// <summary>A copy of an assembly that says it was built against another version of Auditor.Core.</summary>
    public static void BuiltAgainst(Version version, string original, string path)
    {
        var bytes = File.ReadAllBytes(original);
        using var image = new PEReader(new MemoryStream(bytes));
        var metadata = image.GetMetadataReader();
        var table = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef);
        var row = metadata.AssemblyReferences.Single(handle => metadata.GetString(
            metadata.GetAssemblyReference(handle).Name) == "Auditor.Core");
        var at = table + ((MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));

        // A row of the table starts with the four parts of the version.
        foreach (var (index, part) in new[] { version.Major, version.Minor, version.Build, 0 }.Index())
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(at + (2 * index)), (ushort)part).ShouldBeTrue();
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void WithRule(string path, Type[] parameters, Action<ILGenerator> constructor)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(Path.GetFileNameWithoutExtension(path)), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Made")
            .DefineType("Made.MadeRule", TypeAttributes.Public | TypeAttributes.Sealed, typeof(Rule<ApiSubject>));
        constructor(type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator());
        var check = typeof(Rule<ApiSubject>).GetMethod("Check", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var method = type.DefineMethod(
            "Check",
            MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig,
            check.ReturnType,
            [.. check.GetParameters().Select(parameter => parameter.ParameterType)]);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ret);
        type.CreateType();
        assembly.Save(path);
    }
}
