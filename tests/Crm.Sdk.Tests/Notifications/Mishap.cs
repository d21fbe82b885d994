namespace Crm.Sdk.Tests.Notifications;

/// <summary>What happens to a process at a step.</summary>
internal enum Mishap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is killed: nothing it does reaches anybody after this.</summary>
    Killed,

    /// <summary>The call fails; the process lives on.</summary>
    CallFails,

    /// <summary>It is stopped for longer than a lease, while another process dispatches everything; then it goes on where it stood.</summary>
    Frozen,

    /// <summary>Another process dispatches at the same time; no time passes.</summary>
    Raced,

    /// <summary>It is asked to stop.</summary>
    Stopped,
}
