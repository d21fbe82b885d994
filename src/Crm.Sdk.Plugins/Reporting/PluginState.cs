namespace Crm.Sdk.Plugins;

/// <summary>Where a plugin stands, as an operator sees it.</summary>
public enum PluginState
{
    /// <summary>It is loaded and its contributions are in use.</summary>
    Active,

    /// <summary>It is in use, but its circuit breaker is open or a part of it failed. It recovers by itself when its calls succeed again.</summary>
    Degraded,

    /// <summary>It was switched off while the host ran, because calls into it never came back. A restart of the host tries again.</summary>
    Quarantined,

    /// <summary>What lies in its folder is not fit to be loaded: manifest, files or versions. None of its code has run.</summary>
    Rejected,

    /// <summary>It could be loaded, but something outside it stands in the way: a plugin that it needs, or another one that claims the same. None of its code has run.</summary>
    Blocked,

    /// <summary>Its code failed while it was loaded or registered. It contributes nothing.</summary>
    Faulted,

    /// <summary>The host's settings switch it off. None of its code has run.</summary>
    Disabled,

    /// <summary>It was stopped, but its code is still in memory.</summary>
    UnloadPending,
}
