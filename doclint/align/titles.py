"""Owns what sections are usually called: titles that say the same in two languages, however little they look alike.

The titles are those under which READMEs and guides have had their parts in every language for years.
"""

from functools import cache

from doclint.regex import regex

# A section stands between blank lines: its titles in any language, in small letters, with bars or line ends between.
_SECTIONS = """
about|about this project|about the project|acerca de|sobre el proyecto|acerca del proyecto|à propos
à propos du projet|über|über das projekt|sobre|sobre o projeto|informazioni|о проекте|про проект|关于|關於|关于项目
概要|について|소개|hakkında|proje hakkında|o projekcie|over|giới thiệu|tentang

introduction|intro|introducción|einleitung|einführung|introdução|introduzione|введение|вступ|介绍|简介|介紹|簡介
引言|はじめに|紹介|들어가며|개요|giriş|wprowadzenie|inleiding|lời giới thiệu|pengantar|pendahuluan

overview|resumen|visión general|descripción general|aperçu|vue d'ensemble|überblick|übersicht|visão geral|panoramica
обзор|огляд|概述|概览|概覽|總覽|概観|전체 개요|genel bakış|przegląd|overzicht|tổng quan|ikhtisar|gambaran umum

features|key features|main features|características|características principales|funcionalidades|funciones
fonctionnalités|caractéristiques|funktionen|merkmale|features und funktionen|recursos|funzionalità|caratteristiche
возможности|особенности|функции|можливості|особливості|特性|特点|特點|功能|主要功能|功能特性|特徴|特長|機能
주요 기능|기능|특징|özellikler|funkcje|cechy|functies|kenmerken|tính năng|fitur

installation|install|installing|instalación|instalar|cómo instalar|installer|installieren|instalação|instalando
installazione|установка|инсталляция|встановлення|安装|安裝|安装说明|インストール|導入|설치|설치하기|설치 방법
kurulum|yükleme|instalacja|installatie|cài đặt|instalasi|pemasangan

getting started|get started|quick start|quickstart|primeros pasos|inicio rápido|empezar|comenzando|para empezar
premiers pas|démarrage rapide|commencer|pour commencer|erste schritte|schnellstart|loslegen|primeiros passos
início rápido|começando|começar|per iniziare|guida rapida|avvio rapido|быстрый старт|начало работы|с чего начать
швидкий старт|початок роботи|快速开始|快速開始|快速入门|快速入門|快速上手|入门|開始使用|クイックスタート|はじめ方
使い始める|빠른 시작|시작하기|başlarken|hızlı başlangıç|szybki start|pierwsze kroki|aan de slag|snel starten|bắt đầu
bắt đầu nhanh|memulai|mulai cepat

usage|how to use|use|uso|cómo usar|modo de uso|utilisation|usage de base|verwendung|benutzung|nutzung|como usar
utilização|utilizzo|использование|как использовать|применение|використання|使用|使用方法|使用说明|使用說明|用法
用法说明|使い方|使用法|사용법|사용 방법|사용하기|kullanım|użycie|użytkowanie|sposób użycia|gebruik|cách sử dụng
sử dụng|penggunaan|cara menggunakan

examples|example|ejemplos|ejemplo|exemples|exemple|beispiele|beispiel|exemplos|exemplo|esempi|esempio|примеры|пример
приклади|приклад|示例|例子|範例|示例代码|例|サンプル|使用例|예제|예시|örnekler|örnek|przykłady|przykład|voorbeelden
voorbeeld|ví dụ|contoh

demo|demostración|démo|démonstration|demonstração|dimostrazione|демо|демонстрация|演示|演示效果|示範|デモ|데모
demonstracja|pokaz

requirements|prerequisites|requisitos|requisitos previos|prerrequisitos|prérequis|pré-requis|voraussetzungen
anforderungen|systemvoraussetzungen|pré requisitos|requisiti|prerequisiti|требования|предварительные требования
вимоги|前提条件|先决条件|先決條件|环境要求|要求|必要条件|動作環境|前提|요구 사항|요구사항|사전 요구 사항|필수 조건
gereksinimler|ön koşullar|wymagania|vereisten|yêu cầu|persyaratan|prasyarat

configuration|config|configuración|konfiguration|einstellungen|configuração|configurações|configurazione
конфигурация|настройка|настройки|налаштування|конфігурація|配置|配置说明|設定|设置|構成|설정|환경 설정|구성
yapılandırma|ayarlar|konfiguracja|configuratie|cấu hình|konfigurasi

options|opciones|optionen|opções|opzioni|опции|параметры|параметри|选项|選項|オプション|옵션|seçenekler|opcje|opties
tùy chọn|opsi

documentation|docs|documentación|dokumentation|documentação|documentazione|документация|документація|文档|文件
說明文件|ドキュメント|문서|dokümantasyon|belgeler|dokumentacja|documentatie|tài liệu|dokumentasi

contents|table of contents|content|contenido|contenidos|índice|tabla de contenidos|tabla de contenido|sommaire
table des matières|inhalt|inhaltsverzeichnis|índice de conteúdo|sumário|indice|indice dei contenuti|содержание
оглавление|зміст|目录|目錄|目次|목차|içindekiler|spis treści|inhoud|inhoudsopgave|mục lục|daftar isi

contributing|contribute|contribution|contributions|how to contribute|contribuir|contribuciones|contribución
cómo contribuir|colaborar|contribuer|comment contribuer|mitwirken|beitragen|mitmachen|contribuindo|contribuições
como contribuir|contribuire|как внести вклад|участие в разработке|участие|вклад|внесок|贡献|貢獻|参与贡献|贡献指南
貢献|貢献する|コントリビュート|コントリビューション|기여|기여하기|기여 방법|katkıda bulunma|katkı|współpraca|wkład
bijdragen|đóng góp|berkontribusi|kontribusi

contributors|contribuidores|colaboradores|contributeurs|mitwirkende|contribuidores do projeto|contributori|участники
контрибьюторы|учасники|贡献者|貢獻者|コントリビューター|貢献者|기여자|katkıda bulunanlar|współtwórcy|bijdragers
người đóng góp|kontributor

license|licence|licencia|lizenz|licença|licenza|лицензия|ліцензія|许可证|许可|許可證|授权|授權|开源协议|开源许可
协议|ライセンス|라이선스|라이센스|lisans|licencja|licentie|giấy phép|lisensi

changelog|change log|changes|release notes|what's new|registro de cambios|historial de cambios|cambios
notas de la versión|novedades|journal des modifications|notes de version|nouveautés|änderungen|änderungsprotokoll
versionshinweise|neuigkeiten|registro de alterações|notas de versão|novidades|registro delle modifiche|modifiche
novità|история изменений|журнал изменений|изменения|что нового|історія змін|更新日志|变更日志|更新日誌|变更记录
更新记录|更新历史|变更|改变|変更履歴|更新履歴|リリースノート|변경 사항|변경사항|변경 내역|değişiklikler
sürüm notları|dziennik zmian|zmiany|wijzigingen|nhật ký thay đổi|thay đổi|catatan perubahan|perubahan

faq|frequently asked questions|preguntas frecuentes|foire aux questions|questions fréquentes|häufige fragen
häufig gestellte fragen|perguntas frequentes|domande frequenti|часто задаваемые вопросы|частые вопросы
вопросы и ответы|часті питання|поширені запитання|常见问题|常見問題|よくある質問|자주 묻는 질문|sık sorulan sorular
sss|często zadawane pytania|veelgestelde vragen|câu hỏi thường gặp|pertanyaan umum

troubleshooting|solución de problemas|resolución de problemas|dépannage|résolution des problèmes|fehlerbehebung
problembehebung|solução de problemas|resolução de problemas|risoluzione dei problemi|устранение неполадок
решение проблем|усунення несправностей|故障排除|疑难解答|问题排查|疑難排解|トラブルシューティング|문제 해결
sorun giderme|rozwiązywanie problemów|probleemoplossing|khắc phục sự cố|xử lý sự cố|pemecahan masalah

support|soporte|ayuda|assistance|unterstützung|hilfe|suporte|apoio|supporto|поддержка|підтримка|支持|技术支持
サポート|지원|destek|wsparcie|pomoc|ondersteuning|hỗ trợ|dukungan

community|join the community|comunidad|únete a la comunidad|communauté|gemeinschaft|comunidade|comunità|сообщество
спільнота|社区|社區|加入社区|加入交流社区|コミュニティ|커뮤니티|topluluk|społeczność|gemeenschap|cộng đồng|komunitas

sponsors|sponsor|patrocinadores|sponsoren|спонсоры|спонсори|赞助商|赞助|贊助商|贊助|スポンサー|후원|후원자|스폰서
sponsorlar|sponsorzy|nhà tài trợ

roadmap|hoja de ruta|feuille de route|fahrplan|roteiro|tabella di marcia|дорожная карта|план развития|дорожня карта
路线图|路線圖|ロードマップ|로드맵|yol haritası|plan rozwoju|lộ trình|peta jalan

acknowledgements|acknowledgments|credits|thanks|agradecimientos|créditos|remerciements|crédits|danksagung
danksagungen|agradecimentos|ringraziamenti|благодарности|подяки|致谢|致謝|鸣谢|感谢|謝辞|감사|감사의 말|teşekkürler
podziękowania|dankbetuiging|lời cảm ơn|ucapan terima kasih

testing|tests|test|running tests|pruebas|tests unitaires|testen|testes|тестирование|тесты|тестування|тести|测试|測試
テスト|테스트|testler|testy|kiểm thử|pengujian

development|desarrollo|développement|entwicklung|desenvolvimento|sviluppo|разработка|розробка|开发|開發|本地开发
開発|개발|geliştirme|rozwój|ontwikkeling|phát triển|pengembangan

browsers|browser support|supported browsers|soporte de navegadores|navegadores|navigateurs
navigateurs pris en charge|browserunterstützung|suporte a navegadores|browser supportati|поддержка браузеров
поддерживаемые браузеры|браузеры|浏览器支持|浏览器兼容性|兼容性|瀏覽器支援|ブラウザサポート|対応ブラウザ
브라우저 지원|tarayıcı desteği|trình duyệt hỗ trợ

architecture|arquitectura|architektur|arquitetura|architettura|архитектура|архітектура|架构|架構|アーキテクチャ
아키텍처|mimari|architektura|architectuur|kiến trúc|arsitektur

screenshots|capturas de pantalla|captures d'écran|bildschirmfotos|capturas de tela|schermate|скриншоты|снимки экрана
скріншоти|截图|截圖|屏幕截图|スクリーンショット|스크린샷|ekran görüntüleri|zrzuty ekranu|schermafbeeldingen
ảnh chụp màn hình|tangkapan layar

summary|resumen final|résumé|zusammenfassung|resumo|riepilogo|итоги|резюме|підсумок|总结|總結|小结|まとめ|요약|özet
podsumowanie|samenvatting|tóm tắt|tổng kết|ringkasan

conclusion|conclusión|conclusiones|fazit|schlussfolgerung|conclusão|conclusione|заключение|вывод|выводы|висновок
висновки|结论|結論|おわりに|결론|맺음말|sonuç|wnioski|conclusie|kết luận|kesimpulan

next steps|siguientes pasos|próximos pasos|étapes suivantes|prochaines étapes|nächste schritte|próximos passos
passi successivi|prossimi passi|следующие шаги|что дальше|наступні кроки|下一步|后续步骤|後續步驟|次のステップ
다음 단계|sonraki adımlar|następne kroki|kolejne kroki|volgende stappen|bước tiếp theo|các bước tiếp theo
langkah selanjutnya|langkah berikutnya

references|reference|further reading|referencias|referencia|références|référence|referenzen|referenz|referências
referência|riferimenti|riferimento|ссылки|справочник|литература|посилання|довідник|参考|参考文献|参考资料|參考資料
参考リンク|리퍼런스|레퍼런스|참고|참고 자료|참조|referanslar|kaynaklar|referencje|bibliografia|referenties|tham khảo
tài liệu tham khảo|referensi

author|authors|autor|autores|auteur|auteurs|autoren|autore|autori|автор|авторы|автори|作者|著者|작성자|제작자|yazar
yazarlar|autorzy|tác giả|penulis

contact|contact us|contacto|contáctanos|kontakt|contato|contatti|контакты|контакти|обратная связь|联系|联系我们
联系方式|聯絡我們|お問い合わせ|連絡先|문의|연락처|iletişim|liên hệ|kontak

security|seguridad|sécurité|sicherheit|segurança|sicurezza|безопасность|безпека|安全|安全性|セキュリティ|보안
güvenlik|bezpieczeństwo|beveiliging|bảo mật|keamanan

notes|note|notas|remarques|notes et remarques|hinweise|anmerkungen|note finali|примечания|примечание|примітки|注意
注意事项|注意事項|备注|備註|注記|メモ|참고 사항|주의사항|주의 사항|notlar|uwagi|opmerkingen|ghi chú|lưu ý|catatan

update|updating|upgrade|upgrading|actualizar|actualización|mise à jour|mettre à jour|aktualisierung|aktualisieren
atualização|atualizar|aggiornamento|обновление|оновлення|更新|升级|升級|アップデート|アップグレード|업데이트
업그레이드|güncelleme|aktualizacja|bijwerken|cập nhật|pembaruan

uninstall|uninstallation|desinstalar|desinstalación|désinstallation|désinstaller|deinstallation|deinstallieren
desinstalação|disinstallazione|удаление|деинсталляция|видалення|卸载|解除安裝|アンインストール|제거|삭제|kaldırma
odinstalowanie|verwijderen|gỡ cài đặt|pencopotan
"""
_AROUND = regex(r"^(?:\d+-)+|(?:-\d+)+$")


def same_title(source: str, translation: str) -> bool:
    """Say whether two titles, as slugs, are what one and the same section is called in two languages."""
    ours = _section(source)
    return ours is not None and _section(translation) == ours


def _section(slug: str) -> int | None:
    """Give the number of the section that a title is one of."""
    return _sections().get(_AROUND.sub("", slug) if any(map(str.isdecimal, slug)) else slug)


@cache
def _sections() -> dict[str, int]:
    """Give the number of the section of every title, as a slug."""
    slugs = _SECTIONS.strip().replace("\n\n", "\r").replace("\n", "|").replace(" ", "-").replace("'", "-")
    found: dict[str, int] = {}
    for number, titles in enumerate(slugs.split("\r")):
        found |= dict.fromkeys(titles.split("|"), number)
    return found
