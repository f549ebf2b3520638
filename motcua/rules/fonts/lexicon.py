"""How rare the syllables of names and of words are in Vietnamese, in nats (−ln of their share).

NAMES was counted in the names of all provinces, districts and communes of both trees of
`country/units` and weighed by the surnames, middle and given names that are usual in Vietnam as
the authors know them; WORDS in the procedures and pages of this project and in words of everyday
and of the newspapers. No register of persons was used. What is not here is `UNKNOWN`.
"""

from collections.abc import Mapping

UNKNOWN = 12.0


def _counted(by_rarity: Mapping[int, str]) -> dict[str, float]:
    return {word: float(rarity) for rarity, words in by_rarity.items() for word in words.split()}


NAMES = _counted(
    {
        4: """
            nguyễn thị tân văn""",
        5: """
            an bình châu hà hòa hưng hải long lê lộc minh mỹ nam phong phú phước phạm quang
            sơn thanh thành thạnh trung trần vĩnh xuân yên đông đức""",
        6: """
            anh ba bá bùi bảo bắc cao công cường cẩm duy dũng dương gia giang hiếu hiền hiệp
            hoa hoài hoàn hoàng huy huỳnh hóa hùng hương hạnh hậu hồ hồng hội hợp hữu ia
            khang khánh kim kiên kỳ lan linh liên liễu lâm lý lương lạc lập lệ lợi mai mường
            nga nghĩa ngô ngọc nhân nhơn như nhật ninh phan phúc phương phượng phụng quân
            quảng quốc quỳnh tam thiện thu thuận thái thư thương thượng thạch thắng thế
            thịnh thọ thủy tiên tiến toàn trang trà trường trọng tuấn tài tâm tây tùng tú
            tường vinh việt vân võ vũ điền đình đăng đại định đồng""",
        7: """
            a biên bàn bách bích bính bạch bản bảy bằng bế cam chi chiến chiềng chiểu chu
            chung chuyên chuyền chuẩn chí chúc chư chương cung cát cúc cư cương cảnh cần cầu
            cổ danh di dinh diễm diệu doanh doãn du dung duyên duệ dân dư dần dậu dịu dục
            giao giàu giáp gái gương gấm hai hinh hiên hiển hiểu hiệu hoan hoanh hoà hoá hoè
            hoạch hoạt hoằng huyên huyền huân huấn huế huề huệ hào hân hòe hướng hường hưởng
            hạ hạc hạp hảo hằng hộ hợi hứa hựu kha khanh khiêm khoa khoát khoẻ khuyên khuê
            kháng khê khôi khương khải khắc khỏe khởi kiều kiểm kiệm kiệt kì kính kế kết kỷ
            la lai lam lang liêm liêu liệu loan loà loát luyến luân luận luật ly lành lân
            lãm lãng lăng lĩnh lưu lường lưỡng lượm lượng lại lạng lịch lời lụa lục lực ma
            miên miền muôn muội my mây mão mùa mùi mĩ mơ mười mạc mạch mạnh mạo mẫn mận mậu
            mến mộc mộng mừng na nghi nghiêm nghị ngoan ngoãn nguyên nguyện nguyệt ngà ngát
            ngân ngãi ngôn ngưng ngạn ngọ nhi nhiên nho nhung nhài nhàn nhâm nhã nhạn nhất
            nhẫn nhậm nhị nhờ nhựt nông năm năng nương nậm nết nữ oanh oánh phi phiên phiến
            phát phìn phù phùng phấn phẩm phồn quan qui quy quyên quyến quyết quyền quách
            quí quý quế rạng sa sang sanh sen sinh soa song soái sáng sáu sâm sĩ sương sắc
            sắt sửu sự sỹ thi thiên thoa thoại thoả thuyên thuyết thuý thuần thuật thuỳ thuỵ
            thuỷ thân thìn thông thùy thúy thăng thơ thước thảo thật thắm thỏa thống thới
            thụ thục thụy thức thực tiếng tiếp tiễn tiệm tiệp toán toại toả toản trai tri
            trinh triết triển triệu truyền truyện trâm trân trình trí trúc trương trước
            trạch trịnh trực tuy tuyên tuyết tuyền tuyển tuân tuất tuế tuệ tuỳ ty tám tình
            tín tính tòng tô tôn tùy tý tăng tươi tưởng tạ tảng tảo tấn tần tập tỉnh tịnh
            tỏa tống tộc từ tỵ uy uyên uý vi viên viết viễn vui vy vàng vĩ vương vượng vượt
            vạn vấn vận vẹn vị vịnh vọng vững vỹ xa xoan xoài xuyên xuyến xá xứng yến ánh
            ích ông út úy ý đan đang đinh điện điệp điệu đoan đoàn đua đào đáng đôn đước
            đường đượm đạm đạo đạt đảm đản đậm đậu đắc đặng đẹp đến đệ đỗ độ ổn""",
        8: """
            bà bành bì bến canh chiêu cho cháng chánh chính chíu chải chản chảo chế chợ chử
            cà cái có cô cù cơ cấn cầm cốc cứ cửa diêm diên diễn diệp dí dơ dợ giàng giáo
            giản hy hàm hàn hàng hành hình hạng hảng hầu hờ khai khiếu khuất khâu khúc khưu
            khổng kinh kiến lao liêng là lã lãnh lèng lìu lò lù lùng lũng lư lầu lều lễ lỗ
            lữ lỷ má mâu mã môn mạ một mỷ nghê nguỵ ngũ ngưu ngụy nhan nhiêu nhuận nhà nhình
            nhữ nà nình nội pa phà phàn phí phó phải phố phổ pàng páo quàng quán quản quới
            rơ sao siu sua suối sái sìn sín sính sóc sông sùng sầm sần sền sử thang thiều
            thiệu thào thích thò thôi thường thẩm thền tiêu tiết tiền triều trong tráng trâu
            trưng trầm trị tà tào tán tả tải tất tẩn tếnh tủa tứ tử ung uông uất viêm và vì
            vưu vảng vừ xung ái ân âu ô ôn úc đa điêu đà đài đàm đàng đô đạ đề đổng động đới
            ấu ống ứng""",
        9: """
            ban bao biển bo bum buôn bài bàng bàu bác bái báo bát bãi bão bè bí bông bù bạc
            bảng bệnh bị bố bồ bồng bộ ca cai can cang chia chim chà chân chùa chấn chỉ chị
            chủ chức con cày cá các cách cán cây còn côn cú cũng cả cải cấp cộng của cửu cự
            do dài dạ dầu dịch dụ em gio giá giã giả giải giấy giồng giờ gò gạo hang hanh
            hay hiến hua huyện huổi hán hát hòn hơn hạn học hồi khi khoai khu không khẩu
            kiết kênh lay liệt luông làm lào lái láng lâu lão lũ lưới lạn lạnh lạt lộ lớn
            mang miếu muộn mà máy mèo mê mít mô mông mù măng mạng mỏ mỗ mới nai nghiệp nghệ
            ngoài ngàn ngày ngã ngư người nha nhai nham nhiều nhì nhưng nhượng những nàng
            này nên núi nưa nước nặm nếu oai pha phiêng pháp phê phình phòng phường phần phụ
            phục phủ pá pú pắc pờ qua quả quận quỳ ra riêng riềng ruộng rông rạch rất sam
            san sau si sách sơ sẽ số sở sủng ta than thao theo thiết thàng thám tháng tháp
            thì thôn thất thầu thầy thổ thời thủ thừa tin tra tranh tre tràng trái trãi trên
            trì trạm trảng trấn trụ tu tuần tàu tè tích túc tĩnh tơ tương tượng tại tạo tấu
            tế tố tổ tờ tở tụ tục tự tỷ u uỷ vang việc viện vàm vào vô vũng về vệ với vụ xe
            xuất xã xóm xương y án đam đi điềm đoài đàn đá đã đó đôi đơn được đảo đất đầm
            đằng đặc để đỏ đốc đống đồn đổi đội ảnh ấp ở""",
        10: """
            ai am bang bay bi binh biến biết biệt bom bon bung buồn buổi bán bánh bên bò bó
            bóng bôi bú búng bút băng bơi bưu bước bạ bạn bạt bắt bốn bồi bổn bớt bờ bởi bụi
            bửu chanh chinh chiên chiếu chiều chua chuyện cháu cháy chè chèo chín chó chú
            chúng chăn chũ chơ chạy chấp chậm chẽ chết chồng chờ chục chừng chữ chữa co
            cuông cuối cuộc càng cáo câu cò côi cùng căn cũ cơi cười cạn cạnh cảm cảng cấm
            cậu cắp cỏ cống cồn cộp cờ cụ củ cứu cựu dang diệm dom dong dàng dì dĩ dĩnh dơi
            dưới dưỡng dền dễ dị dụng dừa dừng dữ dực ga gai ghét ghế giai giam gian
            gianh giuộc già giám gián gió giôn giúp giường giảm giận giới giữ giữa gà gành
            gì gòn gần gọi ham hoành hoặc hung hài hóc hôm húc hưu hẹ hẹp hết hệ họ họp hỏa
            hỏi hỏng hố hổ hỷ khao khe kho khoan khoái khoảng khuyết khuôn khách khám khâm
            khó khóc khói khăn khả khỏi kia kiêu kiếm kiện kè ký leng leo liệp lo lung luyện
            luôn lài làng lách lát lây lên lìa lòng lóng lót lô lôi lông lúa lúc lơ lược
            lượt lấp lầm lần lậy lặc lẻ lở lợn lụt lủng lức lừa lựu mao mau miện mong mua
            mung muốn mãi mãn mình mòn móng mùn múa mũi mưa mượn mại mấy mần mẫu mập mặc mặn
            mẹ mềm mễ mọi mố mồ mỗi mộ mời mở mợ mục nang nay ngam ngang nghe nghìn nghĩ
            nghỉ ngo ngoại ngài ngành ngòi ngạc ngắn ngồi ngủ ngự ngựa nhanh nhau nhiễm
            nhiễu nhé nhìn nhạc nhảy nhận nhập nhẹ nhỏ nhớ nhứt niêm niên noong nung nàn nào
            nâm né nê nói nóng nô nại nạn nấm nẫm nắng nặng nọ nọi nốt nổ nỗ nợ nửa nữa o on
            pang pheo phim phái phán phì phăng phạt phả phổng phức pu pà pù púng pơ pằn quao
            quài quên quất rai rang ranh rau ray ri rong ràng rí rõ răng rịa rồi rồng rộng
            rừng sai sin siêu su sung sà sài sàng sào sán sáo sát sâu sê sì súp sạch sại sạn
            sản sảng sập sắn sẻ sỏi sống sốp sớm sợ sủ tai tay thiếu thuyền thác thèn thêm
            thím thúc thơm thưởng thải thấp thấy thần thậm thể thịt thốt thờ thứ tinh tiêm
            tiếc tiểu toong toà tràm trào tròn trôm trù trùng trăm trăng trưa trại trạo trả
            trẻ trống trộm trợ trục tum tung tuyến tuổi tá tác tánh tòa tôi tôm tông tù tăm
            tư tạm tạp tầm tắc tặng tề tỉ tịch tối tốt tổng tội tới tủ tức từng tựu uống vai
            van vay vong vu vung vài vò vòng vùng vạc vầy vẫn vậy vắng vịt vở vợ xanh xi xin
            xuống xà xác xát xây xét xín xấu xử yêu á áng é ăn đen điều điểm đoa đu đám đán
            đáp đâu đây đêm đóng đúng đảng đấy đầu đặt đền đỉnh địa địch đọc đồ đồi độc đời
            đỡ đợt đủ đứng ương ảng ấm ấn ấy ẳng ồn ủng ủy""",
        11: """
            ang arâl avương ayŭn bau bhôk bhơi bia biền biều biện bkrông boong boòng bu bua
            bui buốt buồm byă bào bám báng báy bé béo bón bôm bôn bùn búa búk bún bă bơ bưng
            bướu bưởi bại bất bần bầu bẩm bẩn bẩu bắp bếp bể bỉm bỉnh bọ bối bồn bộc bội bộn
            bột bục bụng bủng bức bừa cau cay cha chai cheo chin chiêm chiêng choong choóng
            choạng chrơng chum chun chuyển chuối chuột chàm chày cháo chát châm chén chéng
            chì chói chùm chơn chạc chả chảy chất chẩn chật chậu chếu chọng chồ chồn chội
            chớp chủng chứ chứng cong coóc cu cua cun cuốc cuổi cài càn cành cáp cáy cúm
            căng cơho cơlâu cơm cơtu cưa cước cạ cấu cấy cầy cận cập cắm cắn cằm cọ cọn cọt
            cố cộ cội cụm củi củng cứng cừ da dao din diêu diều don dun duyệt dy dào dày dây
            dép dìn dình díu dõng dù dùng dăm dăng dơn dưa dược dạng dầm dẩn dẫn dẻo dế dề
            dọc dồm dở dứa dữu dự dựng en eo gan gang ghi ghép ghẹ ghềnh giarai gieo giày
            giác giát giây giêng giò giòn giói giăng giảng giấc giẫm giậu giằng giếng giỗ
            giộp giục giựt gu gung guôi gào gáo gãy gòi góp gôi gượng gạch gấu gầy gằn gặt
            gỉ gọn gốc gối gỗ gớm gỡ gừng ha he him hiu hiểm hiện ho hoang hoe hon hoong hoạ
            hoắc hoẵng hu hum huynh huê huých huống huồi hàu há hái háng hãn héo hôi hôn hăn
            hđơk hơ hư hươu hấp hấu hẩu hắc hặc hẹt hẻm hẻo hịch hối hồn hỗ hộc hộp hới hớn
            hở hừa hỳ i jút jăn kbuôr ken keng keo khay kheo khinh khiêng khoang khoanh
            khoen khoeo khoi khong khoong khoài khoán khoáng khoét khoả khoản khun khuya
            khuyến khuây khuông khuỷu khá khái khán khí khòa khòe khóa khô khưi khướu khấu
            khắt khẳng khế khỉ khối khớp khủa khừa kiền kiển kiểng kiệu kpă krajăn krông kră
            krứ ksor kép kìm kín kông kđăm kẹo kẻ kẽm kịch kỵ lau le lem li lim lin liềm
            liền liễn loa loe loi loong loãng loạng loằng loỏng lu lua luốc luống luộc lá
            lèo lé lìn lình lòa lói lôm lôn lùn lúi lăk lũm lũy lưng lươn lưỡi lạch lạp lản
            lắk lắp lẹ lế lếch lếu lề lệch lệnh lọ lống lốp lồ lồng lỗi lộn lộng lừu lửa lựm
            lỵ man manh me men mi miến miễn miệng mlô mnông mo moan moong mu muông muối
            muống muổi màn màu mái mán máng mát máu mâm mân méo mêt mìn mí mò môi mú mđrắk
            mũ mươn mương mướp mạn mạy mả mật mắm mắt mằn mặt mẻ mế mệt mịch mọt mỏi mỏng
            mốt mổ mờ mỡ mứn mỳ mỵ nan nem ngai ngan ngao nghinh nghiên nghiêng nghèn nghèo
            nghé nghêu nghì nghĩnh nghề nghễu nghệu nghịch nghịu ngoi ngon ngoong ngoáy
            ngoèo ngoạc ngoảnh ngoằn ngoặc nguệch nguồn ngàm ngâm ngâu ngây ngò ngói ngón
            ngưỡng ngượng ngại ngải ngảo ngất ngần ngẫu ngập ngọt ngối ngổ ngỗ ngợm ngực
            nhim nhin nhiệm nhiệt nhoong nhoóng nhu nhum nhuế nhuệ nhuộm nhác nhái nhám nhãn
            nhè nhìu nhích nhím nhôm nhôn nhùn nhùng nhũng nhạt nhấn nhếch nhức nhừ nhựa ni
            nia niê niềm niệm nong nuê nuông nài ná nánh náo nát nâng nâu nèn nòi nóc nón
            nùng nú núa nơ nơi nướng nấu nật nậu nẵng nếnh nọc nồi nổi nộn nới nở oi ong oằn
            pai pan pe peng phang phiền phiệt pho phu phung phài phàng phác pháo phân phích
            phòn phóng phô phông phơi phạ phật phặc phặng phối phổi phời phở pi pia plông
            plưnh pom pui pung pài pác pán pì pô păh păm păng pả pải pấc pếch pết pố pồ pồn
            quai quanh quào quáng quét quê quýt quơn quạ quạnh quạt quần quầy quỹ ran rao
            rcom re reo rmah roàng ru rui ruồng ruột rài rá rác rách rán ráng rã rãnh ré réo
            rét rì ròn rô rùa rơlan rươl rượu rầy rẫy rắn rằng rế rổ rỗng rờ rụt sim siên so
            som son stiêng suê sàn sành sá sáp sáy sân sét só sói sô sư sươl sạt sả sảo sấm
            sậy sặp sặt sịa sỏ sốt sổ sức sửa sữa tang tanh tao tem tha thai tham thia thiêm
            thiêu thiưng thiếc thiền thiềng thiểu tho thoi thoáng thoát thoăn thoắng thoắt
            thung thuê thuấn thuế thuốc thuộc thuột thài thán thánh thép thê thìa thín thíp
            thít thôm thùng thạc thản thảnh thẩn thận thẳng thỏ thố thối thớt thụp thứa thửa
            tim tiêng to toan toé tray tro truông trành trác trìu tría trôi trú trĩ trơn
            trạng trấp trầu trắc trắng trặc trời trứng trừ tuých tuồng tàm táo tát tê tênh
            tìa tím típ tó tóc túi túng tơi tơng tưới tản tầng tật tắm tằng tết tọ tỏi tốn
            tồn tụng tủng ui vao ve voi vuông vàn ván vây vê ví vôi võng vơi vươn vườn vược
            vượn vạt vải vấp vần vật vắc vẹt vẻ vết vốn vồn vồng vỡ vừng vực wơn xan xang
            xinh xiêng xoong xoè xoèn xoắn xoẹt xu xuy xuôi xuể xy xào xám xâm xèo xé xén
            xích xím xòe xô xôi xôm xùa xú xăm xăng xạ xả xẻng xếp xỉn xỉu xốp xộn yết yếu
            zơrâm ào áo áp âm én ét ê êban êñuôl êđê ít ó óc ônh úng đak đakrông đao đau
            đhơn điếm điển điểu đoạn đoọc đrắk đun đánh đáy đèn đèo đéc đét đê đích đính
            đùng đú đúc đăk đĩa đũa đưa đưng đạc đạn đạp đảnh đầy đẩu đập đắk đắng đắt đối
            đốp đổ đớt đờn đợi đục đứa ơ ơm ơn ư ước ướt ải ẩm ếch ốc ổ ổi ớt ủ ỷ""",
    }
)
"""By rarity: names of people and places."""

WORDS = _counted(
    {
        5: """
            an có công của giấy hộ không luật ngày người nhà số trú từ và văn điều đã đồng""",
        6: """
            anh báo bình bạn bản bảo bộ bởi chiếu cho chính chưa chỉ chủ chứng con cá các
            còn cũng cơ cư cấp cần cầu danh do dân dịch dữ ghi gia giáo giờ hay hoặc huyện
            hà hàng hòa hạn hệ họ hồ hội khai khi khoản kiểm ký kết liệu long là làm lại lệ
            minh mẫu một nam nghị nguyễn nhân như nhận những nào này năm nơi nước nộp phí
            phú phải quan quả quốc ra sinh sơ sơn sửa thanh theo thoại thành tháng thì thông
            thường thị thời tin trong trung trên trước trường trợ tài tân tên tại tạm tế
            tỉnh tịch tổ tờ tục tử việc vào ví về với vụ xe xuân xã yên ông đang điện đó
            đông đăng đơn được đầu đến để định đối đổi ở""",
        7: """
            a ai ba ban bao biên biết biển by bà bàn bác bão bí bò bạc bắc bắt bằng bệnh bị
            bỏ cao cha chia chiến châu chè chí chó chúng chương chậm chết chị chồng chỗ chờ
            chức chữ chữa cuối cuộc cà cách cán câu cây cô cùng căn cũ cước cả cải cảnh cứ
            cửa di diện doanh dung dài dương dưới dưỡng dụ dục dụng em ghế gian giang giao
            gió giả giải giảm giới giữ gà gì gạo gần gửi hai hiểm hiệp hoa hoà hoàng hoá
            hành hình hóa hôn hùng hơn hưng hạ hải hậu hẹp hết học hỏi hồng hợp hữu in khoai
            khu khác khách khánh khẩu khắc khỏi kim kinh kiến kế kỳ lao liên ly lâm lãnh lê
            lúa lúc lý lũ lưu lương lượt lạnh lần lập lễ lịch lộc lớn lời lợn lục lụt mai me
            miễn mua muộn mà máy mã mèo mưa mạng mất mật mẹ mềm mỗi mới mở mục mức mỹ nghiệp
            nghèo nghĩa nghỉ ngoài nguyên ngành ngân ngô ngắn ngọc ngồi ngựa nhanh nhiều
            nhiễu nhưng nhất nhập nhẹ nhỏ ninh nên nói nóng nông núi nắng nặng nếu nội phong
            pháp phát phê phòng phúc phương phước phường phạm phần phố phụ qua quang quyết
            quyền quán quý quản quảng quận rau riêng ruộng rõ rất rồi rộng rừng sao sau suối
            sách sáng sát sông sĩ sản sắn sẻ sẽ sớm sở sự tai thay the thiếu thu thuê thuận
            thái thêm thôn thơ thư thương thạnh thấp thất thấy thầy thắng thẻ thế thể thịt
            thống thủ thứ thừa thử thực tiên tiến tiếp tiền to tra trang truyền trái trâu
            trả trần trẻ trọng trực tuyến tuổi tây tính tôi tôm tải tập tặng tệp tốt tộc
            từng tự uống uỷ vi viên viết viện việt vàng vân vì vĩnh vũ vẫn vận vị vịt vợ xa
            xem xin xuất xác xóm xấu y yêu án ô ý đi điểm đây đình đôi đúng đường đại đạo
            đảng đất đặc đẹp đề đệm địa đọc động đủ đức ương ảnh ấp ủy""",
        8: """
            bay binh biến biệt buồn buổi bài bán béo bên bóng bùi bút bơi bưu bước bạch bại
            bảy bến bịa bố bốn bồi bổ bớt bụi bừa ca cam chiềng chiều chua chung chuyển
            chuyện cháu cháy chân chèo chín chùa chú chạy chấp chọn chợ chục chủng chừng cài
            cáo cát côi cười cường cạnh cảng cẩm cận cập cậu cắp cống cổ cổng cộ cụ cứu cựu
            day dinh du duy dàng dày dì dòng dùng dũng dấu dẫn dễ dừng dự dựng ga ghét giam
            già giàu giá giám giúp giường giản giận giữa gái góp gọi gốc gối hiểu hiện hiệu
            hoài hoàn hoạ hoạch huy huấn huỳnh hài hán hát hãy hôm hư hưu hương hươu hướng
            hưởng hạnh hằng họp hỏng hỗ ia khiếu khoáng khoảng khoẻ khuyết khuôn khá khám
            khán kháng khê khí khó khóc khói khăn khẳng khỏe kia kiên kịch kỷ la lai lam
            linh liệt lo loại luyện luôn lái lây lên lòng lông lược lạc lắp lẻ lỗi lở lợi
            lừa lực miếu miền mong muốn mây mãi mình môi mùa múa mười mường mượn mại mạnh
            mấy mặc mặn mặt mọi mồ mời mợ mừng nay nga nghe nghi nghìn nghĩ nghề nghệ nguồn
            ngàn ngư ngưỡng ngập ngủ nhau nhiên nhiễm nhiệm nho nhìn nhũng nhơn nhượng nhạc
            nhảy nhấn nhẫn nhật nhớ nhờ niên niềm no nâng nại nạn nậm nọ nổ nở nợ nửa nữ nữa
            on phan phim phiên phiền phép phóng phạt phẩm phối phổ phục phức quy quyên quá
            quân quét quên quầy quỳnh ràng rác rãnh rằng sai sang siêu sung sáo sáu sân sâu
            sóc sạch sạn sạt sắc sống sổ sợ sức sử ta tam tay thao thi thiên thiết thiểu
            thiện thoát thuyết thuyền thuật thuế thuốc thuộc thuỷ thân thích thím thúc
            thưởng thượng thạch thải thậm thật thịnh thọ thới thờ thụy thủy thức thửa tiêm
            tiêu tiếc tiếng tiểu toà toàn trai tranh triển triệu truyện trà trì trình trí
            trúc trăm trưa trạch trặc trị trống trộm trụ trục tuy tuyên tuyết tuất tuần
            tuồng tàu tác tám táng tâm tích tín tòa tô tôn tù tú tăng tư tường tạo tạp tất
            tật tắc tết tỉ tố tối tội tới tủ tức tỷ vai vay vinh vong vui vài vòng vô võ
            vùng vươn vạn vấn vậy vắc vắng vệ vốn vở xong xuyên xuống xà xâm xây xét xóa xếp
            xử yếu ánh áp úng ăn đinh điêu điền đoàn đua đà đài đàn đào đá đâu đêm đóng đưa
            đạt đảo đấy đậu đặt đền đều địch đỏ độ độc đội đời đỡ đợi đợt đục đứng ấy ồn ủng
            ứng""",
        9: """
            boong buốt buộc bào bá bánh bát bé bích bính bón bù bùn búa bún bướu bưởi bảng
            bấm bất bầu bẩn bắp bếp bọ bồ bộn bụng bức canh cay chai chanh chi chim chiểu
            choạng chu chuyền chuẩn chuối chuột chánh cháo chát chén chì chói chúc chăn chư
            chả chảo chật chậu chắc chế chối chồn chội chớp chụp cong coóc cua cung cuốc cày
            cái cú cúc cúm cơm cưa cương cảm cấy cầy cỏ cốc cứng da dao diên diều diễm diễn
            diệu duyên duệ dây dép dù dưa dạ dẻo dọc dở dứa gan ghép ghẹ ghềnh gieo giuộc
            giày giác giáp giò giòn giăng giấc giẫm giậu giỗ giộp giục giựt gãy gõ gương
            gượng gạch gấu gầy gắn gặt gỉ gọn gỗ gớm gỡ gừng hiên hiếu hiền hiển ho hoe hoạt
            hoắc hoằng hoẵng huých huệ hàm hào hái hân héo hôi hảo hấp hấu hẹn hồi hổ hộp hở
            hựu kha khang kho khoa khoan khoanh khoeo khoét khoả khuya khuây khuỷu khô
            khương khướu khỉ khớp khởi kiều kiệm kiệt kèm kìm kín kính kẹo kẽm kể lan lang
            liêm liêu liềm liễu loan loe loãng loạng loằng luân luận luộc lành lách lân lâu
            lãng lùn lăng lĩnh lũng lưng lươn lưỡi lạng lấy lệch lọ lộn lửa ma mang miến
            miệng muối muống my màn mát máu méo mít mù măng mũ mũi mơ mướp mạc mậu mắm mắt
            mẻ mệt mỏi mỏng mối mổ mộc mờ na nai nem ngang ngao ngay nghiêm nghiêng nghêu
            nghĩnh nghễu nghệu nghịch nghịu ngon ngoáy ngoèo ngoạc ngoại ngoảnh ngoằn ngoặc
            nguyện nguyệt nguệch ngà ngãi ngói ngón ngõ ngũ ngượng ngạn ngất ngẫu ngọt ngỗ
            ngợm ngực nhi nhiêu nhiệt nhung nhuận nhuộm nhàn nhác nhái nhám nhã nhãn nhích
            nhím nhôm nhạt nhắn nhếch nhị nhức nhựa nhựt niêm nuôi nà náo nát nâu nêu nón
            năng nướng nấu nẵng nồi oanh oi oằn pa phi phiếu phân phìn phù phùng phút phượng
            phản phận phổi phở phụng quanh quào quê quýt quạ quạnh quạt quần quế quới ruột
            rá rách rán rét rùa răng rượu rầy rắn rổ rỗng sa sanh sen song su sét sói sương
            sả sấm sắt sỏi sốt sữa tanh thiếc thiệu thoáng thoăn thoắng thoắt thuý thuần
            thuỳ thép thìa thôi thùng thùy thúy thăng thơm thảo thận thẳng thỏ thối thớt thụ
            tim tinh toé tri trinh tro trâm trân trích trò tròn trăng trơn trưng trạm trạng
            trật trắng trễ trịnh trọ trời trứng tuyền tuyển tuých tuấn tuỳ ty tà tách táo tê
            tìm tình tím tòng tóc tùng tùy túi tĩnh tươi tương tưới tượng tạ tả tảo tấn tịnh
            tỏi uyên viêm viễn voi vuông vy vôi vĩ vơi vương vượn vượng vải vẹt vẻ vết vọng
            vồng vỡ vừa xanh xi xoong xoài xoè xoèn xoắn xoẹt xuể xào xá xám xòe xô xôi
            xương xẻng xỉu xộn yến yết ào áo ân én đa đai đan đau đen đoan đu đánh đèn đòi
            đô đôn đúc đĩa đũa đước đạ đảm đầy đậm đắc đắng đặng đỗ ướt ấm ẩm ếch ốc ổi ớt""",
        10: """
            be buôn bàng bành bàu bách bì bông bế bồng cai can cang chiêu chuyên chà cháng
            chép chíu chăm chơi chải chản chấn chắn chỉnh chử coi côn cù cưới cấn cầm cắt cố
            cộng cột cửu diêm diệp doãn duyệt dán dí dõi dơ dư dạng dần dầu dậu dịu dợ e
            giai gio giàng giây gò gói gấm gồm hanh hinh hoan hoanh hoán hoè huyên huyền
            huân huế huề hy hàn hòe hường hạc hạng hạp hảng hầu hờ hợi hủy hứa khanh khiêm
            khoá khoát khung khuyên khuê khuất khâu khôi khúc khưu khả khải khổng kiện kéo
            kênh kì kề liêng liền loà loát luyến luông lào láng lã lãm lão lèng lìu lò lù
            lùng lư lưới lường lưỡng lượm lượng lạn lầu lều lỗ lộ lụa lữ lỷ miên muôn muội
            màu má mâu mão mê móng mô môn mông mùi mĩ mạ mạch mạo mẫn mận mến mỏ mộng mỷ
            nghê ngoan ngoãn nguỵ ngát ngôn ngăn ngưng ngưu ngọ ngụy nha nham nhan nhài nhâm
            nhình nhạn nhầm nhậm nhắc nhữ nình nưa nương nằm nết nền nối nổi oai oánh pem
            pha phiêng phiến phà phàn phình phó phấn phồn phủ pàng páo qui quyến quàng quách
            quí quỳ run rông rút rơ rạch rạng san sim siu so soa soái soạn sua sàn sái sâm
            sìn sín sính sùng sầm sần sắp sẵn sền sửu sỹ than thang them then thiều thoa
            thoả thuyên thuỵ thàng thào thám thìn thí thò thước thẩm thắm thền thỏa thổ thục
            tiết tiễn tiệm tiện tiệp toán toại toả toản tre triết triều tràng trách tráng
            trương trảng trấn trầm trở trừ trữ tu tuân tuế tuệ tào tán túc tý tơ tưởng tảng
            tần tầng tẩn tắt tếnh tỏa tống tổng tủa tứ tỵ u ung uy uông uý uất vu vưu vượt
            vảng vẹn vẽ vịnh vừ vững vỹ xoan xung xuyến xứng ái âm âu ích ít ôn úc út úy
            điệp điệu đàm đàng đám đán đáng đích đính đượm đạm đản đầm đằng đệ đốc đồ đồn
            đổng đới ấu ống ổn""",
        11: """
            am ang bang bau bi bia bin biền biều biểu biện bo bom bon boòng bu bua bui bum
            bung buồm buồng bái bám báng báy bây bãi bè bìa bó bôi bôm bôn bú búng bă băm
            băng bơ bưa bưng bạ bạt bấy bầm bần bẩm bẩu bể bỉm bỉnh bối bồn bổn bộc bội bột
            bờ bục bủng bửu cau chay che cheo chin chinh chiêm chiên chiêng choong choóng
            chum chun chàm chày chéng chênh chôn chùm chũ chơ chơn chạc chảy chấm chất chẩn
            chặn chẽ chếu chịu chọng chốt chồ chứ co cu cun cuông cuổi càn càng cành cáp cáy
            cò căng cơi cạ cạn cấm cất cấu cậy cắm cắn cằm cọ cọn cọt cốt cồn cội cộp cờ cục
            cụm củ củi củng cừ cử cự dang din diêu diệm dom don dong dun dy dành dào dìn
            dình díu dõng dăm dăng dĩ dĩnh dơi dơn dược dầm dẩn dặn dế dề dền dị dịp dọn dồm
            dỡ dứt dừa dữu dực en eo gai gang gianh gián giát giã giêng giói giôn giảng
            giằng giếng giống giồng go gu gung guôi gành gào gáo gây gòi gòn góa góc gôi gấp
            gằn gặp gộp gợi ha ham hang he him hiu hiến hoang hon hoong hoành hoạn hoả hu
            hua hum hung huynh huê huống huồi huổi hàu há háng hãn hòn hóc húc hăn hơ hơi
            hạch hẩu hắc hẳn hặc hẹ hẹt hẻm hẻo hịch họa hỏa hố hối hồn hộc hới hớn hừa hỳ
            hỷ i im ken keng keo khao khay khe kheo khinh khiêng khoang khoe khoen khoi
            khong khoong khoài khoái khoán khun khuyến khuông khái khâm khòa khòe khóa khấu
            khắt khế khối khổ khủa khừa kiêu kiếm kiết kiền kiển kiểng kiệu kè kép kê kích
            kẹt kẻ kịp kỵ kỹ lau lay le lem leng leo li lim lin liễn liệp loa loi loong
            loỏng lu lua lung luốc luống lài làng lá lát lèo lé lìa lìn lình lòa lói lóng
            lót lô lôi lôm lôn lùi lúi lũm lũy lơ lạ lạch lạp lạt lản lấp lầm lậy lặc lặng
            lẹ lế lếch lếu lề lệnh lọc lống lốp lồ lồng lộng lớp lủng lứa lức lừu lựa lựm
            lựu lỵ man manh mao mau may men mi miện mo moan moong mu mung muông muổi mái mán
            máng mâm mân mãn mìn mí mò mòn mùn mùng mú mươn mương mướn mạn mạy mả mần mập
            mắc mằn mế mễ mịch mọt mố mống mốt mỗ mộ mỡ mỳ mỵ nan nang neo ngai ngam ngan
            nghinh nghiên nghèn nghé nghì ngo ngoi ngoong nguội ngài ngàm ngâm ngâu ngây ngã
            ngò ngòi ngạc ngại ngải ngảo ngần ngối ngổ ngừng ngự nhai nhim nhin nhoong
            nhoóng nhu nhum nhuế nhuệ nhè nhé nhì nhìu nhóm nhôn nhùn nhùng nhứt nhừ ni nia
            niệm noi nong noong nung nuê nuông nài nàn nàng ná nánh nâm nãy nèn né nê nít
            nòi nó nóc nô nùng nú núa nút nơ nấm nẫm nật nậu nặm nếnh nọc nọi nốt nỗ nộn nới
            o ong pai pan pang pe peng phang pheo phiệt pho phu phung phài phàng phá phác
            phái phán pháo phì phích phím phòn phô phông phăng phơi phạ phả phật phẳng phặc
            phặng phổng phời pi pia pin pom pu pui pung pà pài pá pác pán pì pô pù pú púng
            păm păng pơ pả pải pấc pắc pằn pếch pết pố pồ pồn pờ quai quao quay quyển quài
            quáng quơn quất quỹ rai ran rang ranh rao ray re reo ri riềng rong roàng ru rui
            ruồng rài ráng rã ré réo rì rí ròn rô rơi rẫy rế rịa rồng rớt rờ rời rụt sam say
            si sin siên som son soát suy suê sà sài sàng sành sào sá sán sánh sáp sáy sê sì
            só sô súp sư sại sảng sảo sẫm sập sậy sặp sặt sịa sỏ sốp sủ sủng tang tao te tem
            ten tha thai tham thia thiêm thiêu thiền thiềng tho thoi thon thung thuấn thuột
            thài thác thán thánh tháp thèn thê thín thíp thít thôm thú thạc thả thảm thản
            thảnh thần thầu thẩn thập thố thốt thổi thụp thứa tiêng toan toong trao tray
            truy truông try tràm trành trào trác trãi trìu tría trôi trôm trù trùm trùng trĩ
            trưởng trại trạo trải trấp trầu trắc trọn tum tung tàm tá tánh tát tè tênh tìa
            tía típ tó tông túng tăm tơi tước tản tấu tầm tận tắm tằng tề tọ tốc tốn tồn tở
            tụ tụng tủng tựu ui van vang vao ve vung vàm vàn ván vây vê vò võng vũng vướng
            vườn vược vạc vạt vấp vần vầy vật vồn vừng vực xan xang xinh xiêng xoay xoá xu
            xuy xuôi xy xát xèo xé xén xích xím xín xôm xùa xú xăm xăng xạ xả xảy xấp xỉn
            xốp á áng é ét ê ó óc đam đao điếm điềm điển đoa đoài đoán đoạn đoọc đun đáp đáy
            đãi đè đèo đéc đét đê đùng đú đưng đạc đạn đạp đảnh đấu đẩu đập đắt đẳng đẻ đếm
            đỉnh đống đốp đồi đổ đớt đờn đứa đừng ơ ơm ơn ư ưu ước ải ảng ấn ất ẳng ốm ổ ủ ỷ""",
    }
)
"""By rarity: words of running text."""

_FOREIGN = """
    anaïs aïda caïn chloë dòn gaël gång haïti joël laïc loïc lång lü maël mån naïf naïm naïve
    noël nü raphaël staël taïwan où thaï thaïs zoë μm μg μl μs
"""
FOREIGN = frozenset(_FOREIGN.split())
"""Words of other languages that an old font makes a Vietnamese syllable of (Loïc, Lọc)."""
