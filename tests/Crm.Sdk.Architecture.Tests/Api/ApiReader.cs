using System.Reflection;
using System.Reflection.Metadata;
using System.Text;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>Reads what an assembly shows to its users: public types with their public and inheritable members, without what the compiler adds to records.</summary>
public sealed class ApiReader
{
    private readonly MetadataReader _reader;
    private readonly string _assembly;

    private ApiReader(AssemblyMetadata assembly)
    {
        _reader = assembly.Reader;
        _assembly = assembly.Name;
    }

    /// <summary>The public types of an assembly, sorted by namespace and name.</summary>
    public static IReadOnlyList<ApiType> Read(AssemblyMetadata assembly)
    {
        var reader = new ApiReader(assembly);
        return [.. reader._reader.TypeDefinitions.Where(reader.IsVisible).Select(reader.ReadType)
            .OrderBy(type => type.Namespace, StringComparer.Ordinal).ThenBy(type => type.Name, StringComparer.Ordinal)];
    }

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        bool visible = (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(type.GetDeclaringType()),
            _ => false,
        };
        return visible && !_reader.GetString(type.Name).Contains('<', StringComparison.Ordinal);
    }

    private ApiType ReadType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        GenericNames names = new(TypeParameters(type), []);
        string baseType = type.BaseType.IsNil ? string.Empty : FullName(Decode(type.BaseType, names));
        ApiTypeKind kind = KindOf(type, baseType);
        bool isAbstract = type.Attributes.HasFlag(TypeAttributes.Abstract);
        bool isSealed = type.Attributes.HasFlag(TypeAttributes.Sealed);
        bool isRecord = IsRecord(type);
        string name = Name(handle, names);
        var members = new MemberReader(_reader, type, handle, kind, names);

        var declaration = new StringBuilder(Prefix(type.GetCustomAttributes()));
        declaration.Append((type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic ? "public " : "protected ");
        if (kind == ApiTypeKind.Delegate)
        {
            declaration.Append("delegate ").Append(members.DelegateText(name[(name.LastIndexOf('.') + 1)..])).Append(Constraints(type.GetGenericParameters(), names, type.GetCustomAttributes()));
        }
        else
        {
            declaration.Append(kind switch
            {
                ApiTypeKind.Class when isAbstract && isSealed => "static class ",
                ApiTypeKind.Class => (isAbstract ? "abstract " : isSealed ? "sealed " : string.Empty) + (isRecord ? "record " : "class "),
                ApiTypeKind.Struct => (Has(type, "IsReadOnlyAttribute") ? "readonly " : string.Empty) + (Has(type, "IsByRefLikeAttribute") ? "ref " : string.Empty) + (isRecord ? "record struct " : "struct "),
                ApiTypeKind.Interface => "interface ",
                _ => "enum ",
            });
            declaration.Append(name);
            string[] bases = [.. Bases(type, kind, baseType, name, isRecord, names)];
            declaration.Append(bases.Length == 0 ? string.Empty : " : " + string.Join(", ", bases));
            declaration.Append(Constraints(type.GetGenericParameters(), names, type.GetCustomAttributes()));
        }

        return new ApiType(_assembly, Namespace(handle), name, kind, declaration.ToString(), kind == ApiTypeKind.Delegate ? [] : members.Read(isSealed))
        {
            IsAbstract = isAbstract, IsSealed = isSealed, IsStatic = isAbstract && isSealed, BaseType = baseType,
        };
    }

    private IEnumerable<string> Bases(TypeDefinition type, ApiTypeKind kind, string baseType, string name, bool isRecord, GenericNames names)
    {
        if (kind == ApiTypeKind.Enum)
        {
            FieldDefinition value = _reader.GetFieldDefinition(type.GetFields().First(field => !_reader.GetFieldDefinition(field).Attributes.HasFlag(FieldAttributes.Static)));
            string underlying = value.DecodeSignature(SignatureTypes.Instance, names).ToString();
            return underlying == "int" ? [] : [underlying];
        }

        IEnumerable<string> interfaces = type.GetInterfaceImplementations().Select(handle => Decode(_reader.GetInterfaceImplementation(handle).Interface, names).ToString())
            .Where(text => !(isRecord && text == $"IEquatable<{name[(name.LastIndexOf('.') + 1)..]}>")).Order(StringComparer.Ordinal);
        return kind == ApiTypeKind.Class && baseType != "System.Object" ? interfaces.Prepend(Decode(type.BaseType, names).ToString()) : interfaces;
    }

    private string Constraints(GenericParameterHandleCollection parameters, GenericNames names, CustomAttributeHandleCollection context) =>
        MemberReader.Constraints(_reader, parameters, names, Attributes.NullableContext(_reader, context) ?? 0);

    private string Prefix(CustomAttributeHandleCollection attributes) => MemberReader.Prefix(_reader, attributes);

    private TypeNode Decode(EntityHandle type, GenericNames names) => MemberReader.Decode(_reader, type, names);

    private bool Has(TypeDefinition type, string attribute) => Attributes.Has(_reader, type.GetCustomAttributes(), attribute);

    private bool IsRecord(TypeDefinition type) => type.GetMethods().Select(_reader.GetMethodDefinition).Any(method => _reader.GetString(method.Name) switch
    {
        "<Clone>$" => true,
        "op_Equality" => Attributes.Has(_reader, method.GetCustomAttributes(), "CompilerGeneratedAttribute"),
        _ => false,
    });

    private static ApiTypeKind KindOf(TypeDefinition type, string baseType) =>
        type.Attributes.HasFlag(TypeAttributes.Interface) ? ApiTypeKind.Interface : baseType switch
        {
            "System.Enum" => ApiTypeKind.Enum,
            "System.ValueType" => ApiTypeKind.Struct,
            "System.MulticastDelegate" => ApiTypeKind.Delegate,
            _ => ApiTypeKind.Class,
        };

    private static string FullName(TypeNode type) => type is TypeNode.Named named ? named.FullName : type.ToString();

    private string[] TypeParameters(TypeDefinition type) => [.. type.GetGenericParameters().Select(handle => _reader.GetString(_reader.GetGenericParameter(handle).Name))];

    private string Namespace(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Namespace(outer) : _reader.GetString(type.Namespace);
    }

    // A nested type's parameters begin with those of the types around it.
    private string Name(TypeDefinitionHandle handle, GenericNames names)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        (string name, int arity) = SignatureTypes.Split(_reader.GetString(type.Name));
        int all = type.GetGenericParameters().Count;
        string text = arity == 0 ? name : $"{name}<{string.Join(", ", Enumerable.Range(all - arity, arity).Select(i => Variance(type, i) + names.OfType[i]))}>";
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{Name(outer, names)}.{text}" : text;
    }

    private string Variance(TypeDefinition type, int index) =>
        (_reader.GetGenericParameter(type.GetGenericParameters()[index]).Attributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => string.Empty,
        };
}
