using System.Reflection;
using System.Reflection.Metadata;

namespace Crm.Sdk.Plugins.Preflight;

/// <summary>Looks whether all types and members of the SDK that an assembly uses exist in this host's version.</summary>
/// <remarks>
/// So a plugin built against a newer SDK works where it can, and where it cannot the missing member is named before any code runs. A member counts as there when
/// the type or one of its bases has one of that name with as many parameters.
/// </remarks>
internal static class SdkMembers
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The missing types and members, such as <c>Crm.Sdk.Plugins.PluginId.Parse</c>; none where all are there.</summary>
    public static List<string> FindMissing(AssemblyMetadata assembly, Assembly sdk)
    {
        MetadataReader reader = assembly.Reader;
        string sdkName = sdk.GetName().Name!;
        var missing = new List<string>();
        var types = new Dictionary<TypeReferenceHandle, Type>();
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            if (FullName(reader, handle, sdkName) is not { } name)
            {
                continue;
            }

            if (sdk.GetType(name, throwOnError: false) is { } type)
            {
                types.Add(handle, type);
            }
            else
            {
                missing.Add(name.Replace('+', '.'));
            }
        }

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (DeclaringType(reader, member) is { IsNil: false } declaring && types.TryGetValue(declaring, out Type? type) && !Has(type, reader, member))
            {
                missing.Add($"{type.FullName!.Replace('+', '.')}.{reader.GetString(member.Name)}");
            }
        }

        return missing;
    }

    private static string? FullName(MetadataReader reader, TypeReferenceHandle handle, string assembly)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return FullName(reader, (TypeReferenceHandle)type.ResolutionScope, assembly) is { } outer ? $"{outer}+{name}" : null;
            case HandleKind.AssemblyReference:
                AssemblyReference scope = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return !reader.StringComparer.Equals(scope.Name, assembly) ? null : type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
            default:
                return null;
        }
    }

    private static TypeReferenceHandle DeclaringType(MetadataReader reader, MemberReference member)
    {
        switch (member.Parent.Kind)
        {
            case HandleKind.TypeReference:
                return (TypeReferenceHandle)member.Parent;
            case HandleKind.TypeSpecification:
                // GENERICINST, CLASS or VALUETYPE, then the generic type (ECMA-335 II.23.2.14).
                BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature);
                if (signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance)
                {
                    signature.ReadCompressedInteger();
                    EntityHandle type = signature.ReadTypeHandle();
                    return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : default;
                }

                return default;
            default:
                return default;
        }
    }

    private static bool Has(Type type, MetadataReader reader, MemberReference member)
    {
        string name = reader.GetString(member.Name);
        int parameters = -1;
        if (member.GetKind() == MemberReferenceKind.Method)
        {
            BlobReader signature = reader.GetBlobReader(member.Signature);
            if (signature.ReadSignatureHeader().IsGeneric)
            {
                signature.ReadCompressedInteger();
            }

            parameters = signature.ReadCompressedInteger();
        }

        for (Type? at = type; at is not null; at = at.BaseType)
        {
            bool found = parameters < 0
                ? at.GetField(name, Any) is not null
                : at.GetMember(name, MemberTypes.Method | MemberTypes.Constructor, Any).Cast<MethodBase>().Any(method => method.GetParameters().Length == parameters);
            if (found)
            {
                return true;
            }
        }

        return false;
    }
}
