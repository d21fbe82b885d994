using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Crm.Sdk.TestSupport;

/// <summary>A certificate of this machine's own, which nobody trusts unless told to.</summary>
public static class TestCertificate
{
    /// <summary>Makes one for <c>localhost</c> and 127.0.0.1, and writes it and its key as PEM files.</summary>
    public static async Task<(string Certificate, string Key)> WriteAsync(TempFolder folder)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return (await folder.WriteAsync("server.pem", certificate.ExportCertificatePem()), await folder.WriteAsync("server.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
