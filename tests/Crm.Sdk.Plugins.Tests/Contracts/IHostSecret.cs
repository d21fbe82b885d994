namespace Crm.Sdk.Plugins.Tests.Contracts;

/// <summary>A service that the host lends; disposable, so that a container which owned it would show.</summary>
public interface IHostSecret : IDisposable
{
    bool IsDisposed { get; }
}
