namespace Crm.Sdk.Conformance.Stores;

/// <summary>What a commit does with a record.</summary>
internal enum IntentVerb
{
    Write,
    Delete,
    Check,
}
