namespace Crm.Sdk.Hosting;

/// <summary>What a host may do to a store that lacks something of the model.</summary>
public enum SchemaPolicy
{
    /// <summary>Extend a store that this host owns (a file, memory); refuse to start on a server's, which <c>crm db migrate</c> changes.</summary>
    Auto,

    /// <summary>Create and extend what is missing.</summary>
    Extend,

    /// <summary>Change nothing; refuse to start where something is missing.</summary>
    Verify,

    /// <summary>Do not look: for tools that ask the store about itself.</summary>
    Leave,
}
