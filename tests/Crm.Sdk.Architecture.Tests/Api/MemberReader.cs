using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Text;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>Reads the members of one type.</summary>
internal sealed class MemberReader(MetadataReader reader, TypeDefinition type, TypeDefinitionHandle handle, ApiTypeKind kind, GenericNames names)
{
    private readonly byte _context = TypeContext(reader, handle);

    public IReadOnlyList<ApiMember> Read(bool isSealed)
    {
        IEnumerable<ApiMember> members = type.GetFields().Select(ReadField)
            .Concat(type.GetProperties().Select(ReadProperty))
            .Concat(type.GetEvents().Select(ReadEvent))
            .Concat(type.GetMethods().Select(ReadMethod))
            .OfType<ApiMember>();
        return [.. members.Where(member => !isSealed || !member.Text.StartsWith("protected ", StringComparison.Ordinal)).OrderBy(member => member.Text, StringComparer.Ordinal)];
    }

    public string DelegateText(string name)
    {
        MethodDefinition invoke = type.GetMethods().Select(reader.GetMethodDefinition).Single(method => reader.GetString(method.Name) == "Invoke");
        MethodSignature<TypeNode> signature = invoke.DecodeSignature(SignatureTypes.Instance, names);
        (string parameters, _) = Parameters(invoke, signature, isExtension: false);
        return $"{ReturnText(invoke, signature)} {name}({parameters})";
    }

    public static TypeNode Decode(MetadataReader reader, EntityHandle type, GenericNames names) => type.Kind switch
    {
        HandleKind.TypeDefinition => SignatureTypes.Instance.GetTypeFromDefinition(reader, (TypeDefinitionHandle)type, 0),
        HandleKind.TypeReference => SignatureTypes.Instance.GetTypeFromReference(reader, (TypeReferenceHandle)type, 0),
        _ => SignatureTypes.Instance.GetTypeFromSpecification(reader, names, (TypeSpecificationHandle)type, 0),
    };

    /// <summary>What a user must know before he calls: that it goes away, or that it may change.</summary>
    public static string Prefix(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        (Attributes.Text(reader, attributes, "ExperimentalAttribute") is { } id ? $"[Experimental(\"{id}\")] " : string.Empty)
        + (Attributes.Text(reader, attributes, "ObsoleteAttribute") is { } why && !why.StartsWith("Types with embedded references", StringComparison.Ordinal) && !why.StartsWith("Constructors of types with required", StringComparison.Ordinal) ? "[Obsolete] " : string.Empty)
        + (Attributes.Has(reader, attributes, "FlagsAttribute") ? "[Flags] " : string.Empty);

    public static string Constraints(MetadataReader reader, GenericParameterHandleCollection parameters, GenericNames names, byte context)
    {
        var text = new StringBuilder();
        foreach (GenericParameter parameter in parameters.Select(reader.GetGenericParameter))
        {
            byte state = Attributes.Nullable(reader, parameter.GetCustomAttributes()) is [var own, ..] ? own : context;
            GenericParameterAttributes special = parameter.Attributes & GenericParameterAttributes.SpecialConstraintMask;
            bool isStruct = special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            List<string> parts = [];
            if (isStruct)
            {
                parts.Add(Attributes.Has(reader, parameter.GetCustomAttributes(), "IsUnmanagedAttribute") ? "unmanaged" : "struct");
            }
            else if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            {
                parts.Add(state == 2 ? "class?" : "class");
            }
            else if (state == 1 && parameter.GetConstraints().Count == 0)
            {
                parts.Add("notnull");
            }

            parts.AddRange(parameter.GetConstraints().Select(constraint => Decode(reader, reader.GetGenericParameterConstraint(constraint).Type, names).ToString())
                .Where(name => name != "ValueType").Order(StringComparer.Ordinal));
            if (special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            {
                parts.Add("new()");
            }

            if (parameter.Attributes.HasFlag(GenericParameterAttributes.AllowByRefLike))
            {
                parts.Add("allows ref struct");
            }

            text.Append(parts.Count == 0 ? string.Empty : $" where {reader.GetString(parameter.Name)} : {string.Join(", ", parts)}");
        }

        return text.ToString();
    }

    private static byte TypeContext(MetadataReader reader, TypeDefinitionHandle type)
    {
        for (TypeDefinitionHandle at = type; !at.IsNil; at = reader.GetTypeDefinition(at).GetDeclaringType())
        {
            if (Attributes.NullableContext(reader, reader.GetTypeDefinition(at).GetCustomAttributes()) is { } context)
            {
                return context;
            }
        }

        return 0;
    }

    private ApiMember? ReadField(FieldDefinitionHandle fieldHandle)
    {
        FieldDefinition field = reader.GetFieldDefinition(fieldHandle);
        if (Access(field.Attributes & FieldAttributes.FieldAccessMask) is not { } access || field.Attributes.HasFlag(FieldAttributes.SpecialName))
        {
            return null;
        }

        string name = reader.GetString(field.Name);
        string typeText = field.DecodeSignature(SignatureTypes.Instance, names).ToText(Cursor(field.GetCustomAttributes(), _context));
        string prefix = Prefix(reader, field.GetCustomAttributes());
        string text = kind == ApiTypeKind.Enum ? $"{prefix}{name} = {Constant(field.GetDefaultValue(), TypeCodeText)}"
            : field.Attributes.HasFlag(FieldAttributes.Literal) ? $"{access}{prefix}const {typeText} {name} = {Constant(field.GetDefaultValue(), TypeCodeText)}"
            : $"{access}{prefix}{(field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : string.Empty)}{(field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : string.Empty)}{typeText} {name}";
        return new ApiMember(ApiMemberKind.Field, name, text, typeText, []);
    }

    private ApiMember? ReadProperty(PropertyDefinitionHandle propertyHandle)
    {
        PropertyDefinition property = reader.GetPropertyDefinition(propertyHandle);
        PropertyAccessors accessors = property.GetAccessors();
        MethodDefinition? getter = Visible(accessors.Getter), setter = Visible(accessors.Setter);
        if ((getter ?? setter) is not { } main)
        {
            return null;
        }

        string access = new[] { getter, setter }.Any(accessor => accessor is { } method && IsPublic(method)) ? string.Empty : "protected ";
        MethodSignature<TypeNode> signature = property.DecodeSignature(SignatureTypes.Instance, names);
        string typeText = signature.ReturnType.ToText(Cursor(property.GetCustomAttributes(), _context));
        string name = reader.GetString(property.Name);
        string shown = signature.ParameterTypes.Length > 0 ? $"this[{string.Join(", ", signature.ParameterTypes)}]" : name;
        var text = new StringBuilder(access).Append(Prefix(reader, property.GetCustomAttributes())).Append(Modifiers(main));
        text.Append(Attributes.Has(reader, property.GetCustomAttributes(), "RequiredMemberAttribute") ? "required " : string.Empty);
        text.Append(signature.ReturnType is TypeNode.Indirect ? "ref " : string.Empty).Append(typeText).Append(' ').Append(shown).Append(" { ");
        text.Append(getter is { } get ? AccessorAccess(get, access) + "get; " : string.Empty);
        text.Append(setter is { } set ? AccessorAccess(set, access) + (IsInit(set) ? "init; " : "set; ") : string.Empty).Append('}');
        return new ApiMember(ApiMemberKind.Property, name, text.ToString(), typeText, [.. signature.ParameterTypes.Select(parameter => parameter.ToString())]);
    }

    private ApiMember? ReadEvent(EventDefinitionHandle eventHandle)
    {
        EventDefinition @event = reader.GetEventDefinition(eventHandle);
        if (Visible(@event.GetAccessors().Adder) is not { } adder)
        {
            return null;
        }

        string name = reader.GetString(@event.Name);
        string typeText = Decode(reader, @event.Type, names).ToText(Cursor(@event.GetCustomAttributes(), _context));
        return new ApiMember(ApiMemberKind.Event, name, $"{(IsPublic(adder) ? string.Empty : "protected ")}{Modifiers(adder)}event {typeText} {name}", typeText, []);
    }

    private ApiMember? ReadMethod(MethodDefinitionHandle methodHandle)
    {
        MethodDefinition method = reader.GetMethodDefinition(methodHandle);
        string name = reader.GetString(method.Name);
        bool isConstructor = name == ".ctor";
        bool isOperator = name.StartsWith("op_", StringComparison.Ordinal);
        if (Access(method.Attributes & MethodAttributes.MemberAccessMask) is not { } access
            || (method.Attributes.HasFlag(MethodAttributes.SpecialName) && !isConstructor && !isOperator)
            || name.Contains('<', StringComparison.Ordinal)
            || Attributes.Has(reader, method.GetCustomAttributes(), "CompilerGeneratedAttribute"))
        {
            return null;
        }

        GenericNames scope = names with { OfMethod = [.. method.GetGenericParameters().Select(parameter => reader.GetString(reader.GetGenericParameter(parameter).Name))] };
        MethodSignature<TypeNode> signature = method.DecodeSignature(SignatureTypes.Instance, scope);
        bool isExtension = Attributes.Has(reader, method.GetCustomAttributes(), "ExtensionAttribute");
        (string parameters, IReadOnlyList<string> parameterTypes) = Parameters(method, signature, isExtension);
        string returns = ReturnText(method, signature);
        string generic = scope.OfMethod.Count == 0 ? string.Empty : $"<{string.Join(", ", scope.OfMethod)}>";
        byte context = Attributes.NullableContext(reader, method.GetCustomAttributes()) ?? _context;
        string head = isConstructor ? SignatureTypes.Split(reader.GetString(type.Name)).Name : $"{Modifiers(method)}{returns} {name}{generic}";
        string text = $"{access}{Prefix(reader, method.GetCustomAttributes())}{head}({parameters}){Constraints(reader, method.GetGenericParameters(), scope, context)}";
        return new ApiMember(isConstructor ? ApiMemberKind.Constructor : ApiMemberKind.Method, name, text, returns, parameterTypes)
        {
            IsExtension = isExtension, IsOverride = IsOverride(method),
        };
    }

    private string ReturnText(MethodDefinition method, MethodSignature<TypeNode> signature)
    {
        byte context = Attributes.NullableContext(reader, method.GetCustomAttributes()) ?? _context;
        Parameter? result = method.GetParameters().Select(reader.GetParameter).Where(parameter => parameter.SequenceNumber == 0).Select(parameter => (Parameter?)parameter).FirstOrDefault();
        NullabilityCursor cursor = result is { } found ? Cursor(found.GetCustomAttributes(), context) : new NullabilityCursor([], context);
        return (signature.ReturnType is TypeNode.Indirect { IsPointer: false } ? "ref " : string.Empty) + signature.ReturnType.ToText(cursor);
    }

    private (string Text, IReadOnlyList<string> Types) Parameters(MethodDefinition method, MethodSignature<TypeNode> signature, bool isExtension)
    {
        byte context = Attributes.NullableContext(reader, method.GetCustomAttributes()) ?? _context;
        List<string> texts = [], types = [];
        foreach (Parameter parameter in method.GetParameters().Select(reader.GetParameter).Where(parameter => parameter.SequenceNumber > 0))
        {
            TypeNode node = signature.ParameterTypes[parameter.SequenceNumber - 1];
            CustomAttributeHandleCollection attributes = parameter.GetCustomAttributes();
            string typeText = node.ToText(Cursor(attributes, context));
            string passing = Bare(node) is not TypeNode.Indirect { IsPointer: false } ? string.Empty
                : parameter.Attributes.HasFlag(ParameterAttributes.Out) ? "out "
                : Attributes.Has(reader, attributes, "RequiresLocationAttribute") ? "ref readonly "
                : Attributes.Has(reader, attributes, "IsReadOnlyAttribute") ? "in " : "ref ";
            bool isParams = Attributes.Has(reader, attributes, "ParamArrayAttribute") || Attributes.Has(reader, attributes, "ParamCollectionAttribute");
            string optional = parameter.Attributes.HasFlag(ParameterAttributes.HasDefault)
                ? $" = {Constant(parameter.GetDefaultValue(), node is TypeNode.Named { IsValueType: true, FullName: not "System.Nullable" } ? "default" : "null")}"
                : parameter.Attributes.HasFlag(ParameterAttributes.Optional) ? " = default" : string.Empty;
            texts.Add($"{(isExtension && texts.Count == 0 ? "this " : string.Empty)}{(isParams ? "params " : string.Empty)}{passing}{typeText} {reader.GetString(parameter.Name)}{optional}");
            types.Add(typeText);
        }

        return (string.Join(", ", texts), types);
    }

    private const string TypeCodeText = "null";

    private string Constant(ConstantHandle constantHandle, string whenNull)
    {
        if (constantHandle.IsNil)
        {
            return "default";
        }

        Constant constant = reader.GetConstant(constantHandle);
        BlobReader blob = reader.GetBlobReader(constant.Value);
        return constant.TypeCode switch
        {
            ConstantTypeCode.NullReference => whenNull,
            ConstantTypeCode.String => $"\"{blob.ReadUTF16(blob.Length)}\"",
            ConstantTypeCode.Boolean => blob.ReadBoolean() ? "true" : "false",
            _ => Convert.ToString(blob.ReadConstant(constant.TypeCode), CultureInfo.InvariantCulture)!,
        };
    }

    private MethodDefinition? Visible(MethodDefinitionHandle accessor) =>
        !accessor.IsNil && reader.GetMethodDefinition(accessor) is var method && Access(method.Attributes & MethodAttributes.MemberAccessMask) is not null ? method : null;

    private static bool IsPublic(MethodDefinition method) => (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private static string AccessorAccess(MethodDefinition accessor, string access) => access.Length == 0 && !IsPublic(accessor) ? "protected " : string.Empty;

    private bool IsInit(MethodDefinition setter) =>
        setter.DecodeSignature(SignatureTypes.Instance, names).ReturnType is TypeNode.Modified { Modifier: "System.Runtime.CompilerServices.IsExternalInit" };

    private NullabilityCursor Cursor(CustomAttributeHandleCollection attributes, byte context) => new(Attributes.Nullable(reader, attributes), context);

    private static TypeNode Bare(TypeNode node) => node is TypeNode.Modified modified ? Bare(modified.Target) : node;

    private static bool IsOverride(MethodDefinition method) => method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.NewSlot);

    private string Modifiers(MethodDefinition method)
    {
        MethodAttributes attributes = method.Attributes;
        bool isVirtual = attributes.HasFlag(MethodAttributes.Virtual), isAbstract = attributes.HasFlag(MethodAttributes.Abstract), isFinal = attributes.HasFlag(MethodAttributes.Final);
        string scope = attributes.HasFlag(MethodAttributes.Static) ? "static " : string.Empty;
        return scope + (kind == ApiTypeKind.Interface
            ? (!isAbstract && isVirtual ? "virtual " : scope.Length > 0 && isAbstract ? "abstract " : string.Empty)
            : isAbstract ? (IsOverride(method) ? "abstract override " : "abstract ")
            : IsOverride(method) ? (isFinal ? "sealed override " : "override ")
            : isVirtual && !isFinal ? "virtual " : string.Empty);
    }

    private static string? Access(FieldAttributes access) => access switch
    {
        FieldAttributes.Public => string.Empty,
        FieldAttributes.Family or FieldAttributes.FamORAssem => "protected ",
        _ => null,
    };

    private static string? Access(MethodAttributes access) => access switch
    {
        MethodAttributes.Public => string.Empty,
        MethodAttributes.Family or MethodAttributes.FamORAssem => "protected ",
        _ => null,
    };
}
