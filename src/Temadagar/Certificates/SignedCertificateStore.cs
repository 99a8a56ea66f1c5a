using Temadagar.Data;

namespace Temadagar.Certificates;

/// <summary>The documents of certificates that were signed. One is kept once and never changed.</summary>
public sealed class SignedCertificateStore
{
    public Task<byte[]?> FindAsync(Session session, Guid certificateId) => session.ScalarAsync<byte[]>(FindSql, new { CertificateId = certificateId });

    private const string FindSql = """
        SELECT Pdf
        FROM SignedCertificates
        WHERE CertificateId = @CertificateId
        """;

    /// <summary>False where the certificate has one already, is no longer valid, has been erased, or is one of someone with protected identity, whose name is stored nowhere in the clear.</summary>
    public async Task<bool> AddAsync(Write write, Guid certificateId, DateTimeOffset signedAt, byte[] pdf) =>
        await write.ExecuteAsync(AddSql, new { CertificateId = certificateId, Now = signedAt, Pdf = pdf }) == 1;

    private const string AddSql = """
        INSERT INTO SignedCertificates (CertificateId, SignedAt, Pdf)
        SELECT c.Id, @Now, @Pdf
        FROM Certificates c
        WHERE c.Id = @CertificateId AND c.ReplacedAt IS NULL AND c.RevokedAt IS NULL AND c.ErasedAt IS NULL AND c.Protected = 0
            AND NOT EXISTS (SELECT 1 FROM Registrations r WHERE r.Id = c.RegistrationId AND r.Protected = 1)
            AND NOT EXISTS (SELECT 1 FROM SignedCertificates s WHERE s.CertificateId = c.Id)
        """;
}
