namespace Crm.Sdk.Architecture.Tests.Api;

public enum ApiTypeKind
{
    Class,
    Struct,
    Interface,
    Enum,
    Delegate,
}
