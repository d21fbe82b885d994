namespace Crm.Sdk.Storage.Sqlite;

/// <summary>When a commit counts as written.</summary>
public enum SqliteSynchronous
{
    /// <summary>When it is on the disk: an answered commit survives a power cut.</summary>
    Full,

    /// <summary>When the operating system has it: an answered commit survives the death of the process, but a power cut may lose the last commits. Nothing is torn.</summary>
    Normal,
}
