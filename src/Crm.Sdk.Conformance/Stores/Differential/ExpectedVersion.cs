namespace Crm.Sdk.Conformance.Stores;

/// <summary>The version that a random commit expects, seen from the current one.</summary>
internal enum ExpectedVersion
{
    Current,
    Absent,
    OneBehind,
    OneAhead,
}
