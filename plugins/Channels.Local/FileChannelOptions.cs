namespace Crm.Sdk.Channels.Local;

/// <summary>The settings of the file channel: the section <c>file</c> of the plugin's.</summary>
public sealed class FileChannelOptions
{
    /// <summary>The least that <see cref="KeysRemembered"/> can be.</summary>
    public const int LeastKeysRemembered = 1_000;

    /// <summary>The most that <see cref="KeysRemembered"/> can be.</summary>
    public const int MostKeysRemembered = 10_000_000;

    /// <summary>The file that messages are appended to, absolute or relative to the current folder; folders are made. <c>crm-messages.jsonl</c> by default.</summary>
    public string Path { get; set; } = "crm-messages.jsonl";

    /// <summary>
    /// How many keys, counted from the file's end, are known as taken: as long a repeat of a message is dropped. Bounds the memory: about 60 bytes a key, once there are
    /// as many. From 1,000 to 10,000,000; 1,000,000 by default.
    /// </summary>
    public int KeysRemembered { get; set; } = 1_000_000;

    /// <summary>Whether a message counts as taken only when it is on the disk, so that it survives a power cut; true by default. Without it, it survives the death of the process.</summary>
    public bool Durable { get; set; } = true;
}
