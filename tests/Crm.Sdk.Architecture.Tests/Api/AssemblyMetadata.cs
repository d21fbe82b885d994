using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>The metadata of a built assembly, read without loading it: no code runs and none of its dependencies is needed.</summary>
public sealed class AssemblyMetadata : IDisposable
{
    private readonly PEReader _file;

    private AssemblyMetadata(PEReader file)
    {
        _file = file;
        Reader = file.GetMetadataReader();
    }

    public MetadataReader Reader { get; }

    public string Name => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    /// <summary>The names of the assemblies that the compiled code uses.</summary>
    public IReadOnlyList<string> References =>
        [.. Reader.AssemblyReferences.Select(handle => Reader.GetString(Reader.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];

    public static AssemblyMetadata Open(string path)
    {
        var file = new PEReader(File.OpenRead(path));
        try
        {
            return new AssemblyMetadata(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All constants of type string, public or not, as type, field and value.</summary>
    public IEnumerable<(string Type, string Field, string Value)> StringConstants()
    {
        foreach (FieldDefinitionHandle handle in Reader.FieldDefinitions)
        {
            FieldDefinition field = Reader.GetFieldDefinition(handle);
            if (field.GetDefaultValue() is { IsNil: false } constant && Reader.GetConstant(constant) is { TypeCode: ConstantTypeCode.String } text)
            {
                BlobReader value = Reader.GetBlobReader(text.Value);
                yield return (Reader.GetString(Reader.GetTypeDefinition(field.GetDeclaringType()).Name), Reader.GetString(field.Name), value.ReadUTF16(value.Length));
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
