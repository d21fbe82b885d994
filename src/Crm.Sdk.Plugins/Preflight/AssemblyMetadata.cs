using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Crm.Sdk.Plugins.Preflight;

/// <summary>What an assembly's file says of itself, read without loading the assembly.</summary>
internal sealed class AssemblyMetadata : IDisposable
{
    private readonly PEReader _file;

    private AssemblyMetadata(PEReader file, MetadataReader reader)
    {
        _file = file;
        Reader = reader;
        Name = reader.GetAssemblyDefinition().GetAssemblyName();
        References = [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())];
    }

    public MetadataReader Reader { get; }

    public AssemblyName Name { get; }

    public ImmutableArray<AssemblyName> References { get; }

    /// <summary>The framework that it was built for, such as <c>.NETCoreApp,Version=v10.0</c>; null where it does not say.</summary>
    public string? TargetFramework
    {
        get
        {
            foreach (CustomAttributeHandle handle in Reader.GetAssemblyDefinition().GetCustomAttributes())
            {
                CustomAttribute attribute = Reader.GetCustomAttribute(handle);
                if (attribute.Constructor.Kind == HandleKind.MemberReference
                    && Reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                    && Reader.StringComparer.Equals(Reader.GetTypeReference((TypeReferenceHandle)parent).Name, "TargetFrameworkAttribute"))
                {
                    BlobReader value = Reader.GetBlobReader(attribute.Value);
                    return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null; // 1 opens every attribute's value
                }
            }

            return null;
        }
    }

    /// <summary>Reads the metadata of a file.</summary>
    /// <exception cref="BadImageFormatException">It is no .NET assembly.</exception>
    public static AssemblyMetadata Read(string path)
    {
        var file = new PEReader(File.OpenRead(path));
        try
        {
            if (!file.HasMetadata || file.GetMetadataReader() is not { IsAssembly: true } reader)
            {
                throw new BadImageFormatException("The file has no .NET metadata of an assembly.");
            }

            return new AssemblyMetadata(file, reader);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();
}
