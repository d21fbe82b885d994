namespace Crm.Sdk.Architecture.Tests.Api;

public enum ApiMemberKind
{
    Field,
    Constructor,
    Property,
    Event,
    Method,
}
