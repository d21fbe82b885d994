namespace Crm.Sdk.Import;

/// <summary>Whether an import looks for customers that are there already under another key.</summary>
public enum DuplicateChecking
{
    /// <summary>It looks, and does with them what the action rules of plugins say: tells them, or refuses the row.</summary>
    Check,

    /// <summary>It does not look.</summary>
    Skip,
}
