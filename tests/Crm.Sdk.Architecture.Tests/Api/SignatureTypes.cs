using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>Turns the blobs of signatures into <see cref="TypeNode"/>s.</summary>
internal sealed class SignatureTypes : ISignatureTypeProvider<TypeNode, GenericNames>
{
    private const byte ValueTypeKind = 0x11;

    public static SignatureTypes Instance { get; } = new();

    public static (string Name, int Arity) Split(string metadataName)
    {
        int tick = metadataName.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? (metadataName, 0) : (metadataName[..tick], int.Parse(metadataName.AsSpan(tick + 1), CultureInfo.InvariantCulture));
    }

    public TypeNode GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        new TypeNode.Named("System", [(typeCode.ToString(), 0)], typeCode is not (PrimitiveTypeCode.String or PrimitiveTypeCode.Object), []);

    public TypeNode GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        (string, int) part = Split(reader.GetString(type.Name));
        bool isValueType = rawTypeKind == ValueTypeKind;
        return type.GetDeclaringType() is { IsNil: false } outer
            ? Nested(GetTypeFromDefinition(reader, outer, 0), part, isValueType)
            : new TypeNode.Named(reader.GetString(type.Namespace), [part], isValueType, []);
    }

    public TypeNode GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        (string, int) part = Split(reader.GetString(type.Name));
        bool isValueType = rawTypeKind == ValueTypeKind;
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Nested(GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0), part, isValueType)
            : new TypeNode.Named(reader.GetString(type.Namespace), [part], isValueType, []);
    }

    public TypeNode GetTypeFromSpecification(MetadataReader reader, GenericNames genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeNode GetGenericInstantiation(TypeNode genericType, ImmutableArray<TypeNode> typeArguments) => (TypeNode.Named)genericType with { Arguments = typeArguments };

    public TypeNode GetGenericTypeParameter(GenericNames genericContext, int index) => new TypeNode.Parameter(genericContext.OfType[index]);

    public TypeNode GetGenericMethodParameter(GenericNames genericContext, int index) => new TypeNode.Parameter(genericContext.OfMethod[index]);

    public TypeNode GetSZArrayType(TypeNode elementType) => new TypeNode.Array(elementType, 1);

    public TypeNode GetArrayType(TypeNode elementType, ArrayShape shape) => new TypeNode.Array(elementType, shape.Rank);

    public TypeNode GetByReferenceType(TypeNode elementType) => new TypeNode.Indirect(elementType, IsPointer: false);

    public TypeNode GetPointerType(TypeNode elementType) => new TypeNode.Indirect(elementType, IsPointer: true);

    public TypeNode GetPinnedType(TypeNode elementType) => elementType;

    public TypeNode GetModifiedType(TypeNode modifier, TypeNode unmodifiedType, bool isRequired) =>
        new TypeNode.Modified(unmodifiedType, ((TypeNode.Named)modifier).FullName);

    public TypeNode GetFunctionPointerType(MethodSignature<TypeNode> signature) =>
        new TypeNode.Named("System", [($"delegate*<{string.Join(", ", signature.ParameterTypes)}, {signature.ReturnType}>", 0)], true, []);

    private static TypeNode.Named Nested(TypeNode outer, (string Name, int Arity) part, bool isValueType)
    {
        var named = (TypeNode.Named)outer;
        return named with { Parts = [.. named.Parts, part], IsValueType = isValueType };
    }
}
